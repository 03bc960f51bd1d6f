// Small comforts; every page works without them.
(function () {
  "use strict";
  // The first wrong field takes the focus, so that a keyboard or a screen reader lands where work is needed.
  const wrong = document.querySelector('[aria-invalid="true"]');
  if (wrong) wrong.focus();
  // A form is not sent twice by an impatient finger.
  document.addEventListener("submit", function (event) {
    if (event.target.dataset.sent) { event.preventDefault(); return; }
    if (event.target.method === "post" && !("upload" in event.target.dataset)) {
      event.target.dataset.sent = "1";
      window.setTimeout(function () { delete event.target.dataset.sent; }, 4000);
    }
  });
  // Changing the order of the results sends the form at once.
  document.querySelectorAll("select[data-submit]").forEach(function (select) {
    select.addEventListener("change", function () { select.form.requestSubmit(); });
  });
  // On a phone the filters fold, so that results come first.
  if (window.matchMedia("(max-width: 991px)").matches) {
    document.querySelectorAll("details[data-fold]").forEach(function (details) { details.open = false; });
  }
})();
