/* A form is sent once: a second tap while the answer is on its way does nothing.
   Coming back with the back button makes the form whole again. */
const sent = new Set();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "get") return;
  if (sent.has(form)) return event.preventDefault();
  sent.add(form);
  form.setAttribute("aria-busy", "true");
  // Not `disabled`: the value of the pressed button must still be sent, and the focus must stay.
  for (const control of form.elements) {
    if (control.type === "submit") control.setAttribute("aria-disabled", "true");
  }
});

addEventListener("pageshow", () => {
  for (const form of sent) {
    form.removeAttribute("aria-busy");
    for (const control of form.elements) control.removeAttribute("aria-disabled");
  }
  sent.clear();
});
