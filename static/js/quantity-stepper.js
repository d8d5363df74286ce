/* <quantity-stepper>: a number input from the server gets a minus and a plus. */
class QuantityStepper extends HTMLElement {
  #input;
  #buttons;

  connectedCallback() {
    this.#input = this.querySelector("input");
    this.#buttons = [...this.querySelectorAll("button[data-by]")];
    for (const button of this.#buttons) {
      button.hidden = false;
      button.addEventListener("click", () => this.#change(Number(button.dataset.by)));
    }
    this.#input.addEventListener("input", () => this.#limit());
    this.#limit();
  }

  #change(direction) {
    if (direction > 0) this.#input.stepUp();
    else this.#input.stepDown();
    this.#input.dispatchEvent(new Event("input", { bubbles: true }));
    this.#input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #limit() {
    const { value, min, max } = this.#input;
    for (const button of this.#buttons) {
      const end = Number(button.dataset.by) > 0 ? max : min;
      const there = end !== "" && value !== "" && Number(button.dataset.by) * (Number(value) - Number(end)) >= 0;
      // Focus would be lost on a disabled button, so it only says that it is.
      button.setAttribute("aria-disabled", String(there));
    }
  }
}

customElements.define("quantity-stepper", QuantityStepper);
