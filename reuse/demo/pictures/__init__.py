"""Pictures for the demo, drawn by our own code: nobody's photos, the same for everyone."""

from reuse.demo.pictures.studio import draw

__all__ = ["draw"]
