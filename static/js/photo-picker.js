/* <photo-picker>: shows chosen pictures at once, adds camera shots up, lets each be taken away.
   Nothing is uploaded here: the files are put back into the gallery input, and the form posts them. */
class PhotoPicker extends HTMLElement {
  #files = [];
  #gallery;
  #camera;

  connectedCallback() {
    this.#gallery = this.querySelector("[data-gallery]");
    this.#camera = this.querySelector("[data-camera]");
    for (const input of [this.#gallery, this.#camera]) {
      input.addEventListener("change", () => this.#add(input));
    }
  }

  /** The chosen files, in the order in which they are shown. */
  get files() {
    return [...this.#files];
  }

  #add(input) {
    const chosen = [...input.files];
    this.#files = this.#gallery.multiple ? [...this.#files, ...chosen] : chosen.slice(0, 1);
    this.#show();
  }

  #remove(file) {
    this.#files = this.#files.filter((kept) => kept !== file);
    this.#show();
    this.#gallery.focus();
  }

  #show() {
    const transfer = new DataTransfer();
    for (const file of this.#files) transfer.items.add(file);
    this.#gallery.files = transfer.files;
    this.#camera.value = "";
    for (const old of this.querySelectorAll("[data-chosen]")) {
      URL.revokeObjectURL(old.querySelector("img").src);
      old.remove();
    }
    this.querySelector(".photo-add").before(...this.#files.map((file) => this.#thumb(file)));
    this.querySelector("[data-status]").textContent = `${this.dataset.addedLabel} ${this.#files.length}`;
    this.dispatchEvent(new CustomEvent("photos", { bubbles: true, detail: this.files }));
  }

  #thumb(file) {
    const thumb = document.createElement("div");
    thumb.className = "photo-thumb";
    thumb.dataset.chosen = "";
    const picture = document.createElement("img");
    picture.src = URL.createObjectURL(file);
    picture.alt = file.name;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-icon";
    button.textContent = "×";
    button.setAttribute("aria-label", `${this.dataset.removeLabel}: ${file.name}`);
    button.addEventListener("click", () => this.#remove(file));
    thumb.append(picture, button);
    return thumb;
  }
}

customElements.define("photo-picker", PhotoPicker);
