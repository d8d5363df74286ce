/* <copy-button>: copies the value beside it and says so. */
class CopyButton extends HTMLElement {
  #button;
  #label;

  connectedCallback() {
    this.#button = this.querySelector("button");
    this.#label = this.#button.textContent;
    this.#button.hidden = !navigator.clipboard;
    this.#button.addEventListener("click", () => this.#copy());
  }

  async #copy() {
    const value = this.querySelector("output");
    try {
      await navigator.clipboard.writeText(value.textContent.trim());
    } catch {
      getSelection().selectAllChildren(value); // not allowed: marked at least, ready to be copied by hand
      return;
    }
    const text = this.#button.querySelector("span");
    text.textContent = this.querySelector("[role=status]").textContent = this.dataset.done;
    setTimeout(() => (text.textContent = this.#label), 2500);
  }
}

customElements.define("copy-button", CopyButton);
