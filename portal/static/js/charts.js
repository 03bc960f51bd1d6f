// A chart drawn on the server answers to the pointer once its own drawing is made here; until then, and without us, the picture stays.
(function () {
  "use strict";
  const frames = document.querySelectorAll("[data-spec]");
  if (!frames.length || !window.IntersectionObserver) return;
  const library = document.currentScript.dataset.library;
  let loading = null;

  // The library is heavy: it comes when a chart comes into sight.
  function load() {
    loading = loading || new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.src = library;
      script.onload = function () { resolve(window.vegaEmbed); };
      script.onerror = reject;
      document.head.append(script);
    });
    return loading;
  }

  function draw(frame) {
    const picture = frame.querySelector("img");
    const place = document.createElement("div");
    place.hidden = true;
    frame.append(place);
    // `ast`: expressions are interpreted, never evaluated as code, which the content policy forbids.
    const options = {
      ast: true, actions: false, defaultStyle: false, renderer: "svg", tooltip: { disableDefaultStyle: true }
    };
    Promise.all([load(), fetch(frame.dataset.spec).then(function (answer) { return answer.json(); })])
      .then(function (both) { return both[0](place, both[1], options); })
      .then(function () {
        const drawing = place.querySelector("svg");
        drawing.setAttribute("role", "img");
        drawing.setAttribute("aria-label", picture.alt);
        place.hidden = false;
        picture.remove();
      })
      .catch(function () { place.remove(); });
  }

  const seen = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      if (entry.isIntersecting) { seen.unobserve(entry.target); draw(entry.target); }
    });
  }, { rootMargin: "200px" });
  frames.forEach(function (frame) { seen.observe(frame); });
})();
