"""The OpenAPI 3.1 document, made from the doors and the forms they read: one source for both."""

import re
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from reuse.access.machine import DOORS, Door

REF = "#/components/schemas/{model}"
PART = re.compile(r"<(?:(\w+):)?(\w+)>")


def document(*, title: str, version: str) -> dict[str, Any]:
    """The whole document; schemas are pydantic's own JSON Schema 2020-12."""
    schemas = _schemas()
    paths: dict[str, dict[str, Any]] = {}
    for one in DOORS:
        paths.setdefault(PART.sub(r"{\2}", one.path), {})[one.method.lower()] = _operation(one)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": version,
            "summary": "The machine's doors to the reuse exchange.",
            "license": {"name": "MPL-2.0", "identifier": "MPL-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": schemas | {"Problem": PROBLEM},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {
                "Problem": {
                    "description": "What went wrong, in words (RFC 9457)",
                    "content": {"application/problem+json": {"schema": {"$ref": REF.format(model="Problem")}}},
                }
            },
        },
    }


PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "object",
            "description": "For each field what is wrong with it",
            "additionalProperties": {"type": "string"},
        },
    },
}


def _schemas() -> dict[str, Any]:
    inputs = {model for one in DOORS for model in (one.form,) if model}
    outputs = {one.answer for one in DOORS if one.answer}
    models: list[tuple[type[BaseModel], Any]] = [(model, "validation") for model in inputs]
    models += [(model, "serialization") for model in outputs]
    models.sort(key=lambda pair: pair[0].__name__)
    _, definitions = models_json_schema(models, ref_template=REF)
    return dict(definitions.get("$defs", {}))


def _operation(one: Door) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": one.name,
        "summary": one.summary,
        "tags": [one.tag],
        "parameters": _parameters(one),
        "responses": _responses(one),
    }
    if one.form:
        schema: dict[str, Any] = {"$ref": REF.format(model=one.form.__name__)}
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    if one.files:
        binary = {"type": "string", "contentMediaType": "application/octet-stream"}
        schema = {"type": "object", "required": [*one.files], "properties": dict.fromkeys(one.files, binary)}
        operation["requestBody"] = {"required": True, "content": {"multipart/form-data": {"schema": schema}}}
    if one.permission is None:
        operation["security"] = []
    return operation


def _parameters(one: Door) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for _kind, name in PART.findall(one.path)
    ]
    if one.query:
        schema = one.query.model_json_schema(by_alias=True)
        for name, field in schema.get("properties", {}).items():
            inlined = _inlined(field, schema.get("$defs", {}))
            required = name in schema.get("required", [])
            found.append({"name": name, "in": "query", "required": required, "schema": inlined})
    if one.method == "POST":
        found.append(
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": False,
                "description": "The same key is carried out once; kept for 48 hours.",
                "schema": {"type": "string", "minLength": 1, "maxLength": 200},
            }
        )
    return found


def _inlined(field: Any, definitions: dict[str, Any]) -> Any:
    """The field's schema with the enums it refers to written out (parameters stand alone)."""
    if isinstance(field, dict):
        if "$ref" in field:
            return definitions[field["$ref"].rpartition("/")[2]]
        return {name: _inlined(value, definitions) for name, value in field.items()}
    return [_inlined(value, definitions) for value in field] if isinstance(field, list) else field


def _responses(one: Door) -> dict[str, Any]:
    problem = {"$ref": "#/components/responses/Problem"}
    content: dict[str, Any] = {}
    if one.answer:
        content = {"application/json": {"schema": {"$ref": REF.format(model=one.answer.__name__)}}}
    elif one.media != "application/json":
        content = {one.media: {"schema": {"type": "string"}}}
    happy: dict[str, Any] = {"description": one.summary or "Done"}
    if content:
        happy["content"] = content
    wrong = ["404", "429"] + (["401", "403"] if one.permission else [])
    if one.form or one.files:
        wrong += ["400", "409", "413", "422"]
    elif one.query or any(kind != "int" for kind, _ in PART.findall(one.path)):  # codes have a check character
        wrong += ["409", "422"]
    return {str(one.status): happy} | dict.fromkeys(sorted(set(wrong)), problem)
