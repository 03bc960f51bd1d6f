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
  // On a wide screen the filters are always open; on a phone they fold.
  const facets = document.querySelector("details.facets");
  if (facets && window.matchMedia("(max-width: 991px)").matches) facets.open = false;
})();
