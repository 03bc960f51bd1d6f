// Uploads with progress and drag and drop; polls a running check. Without this file the plain forms do the same.
(() => {
  "use strict";

  const line = (list, text) => {
    const item = document.createElement("li");
    item.textContent = text;
    list.append(item);
    return item;
  };

  // One request per file: a lost connection loses at most the file in flight, and it is tried again.
  const send = (form, file, item, attempt = 1) => new Promise((resolve) => {
    const data = new FormData();
    data.append("csrf_token", form.elements.csrf_token.value);
    data.append("side", form.elements.side.value);
    data.append("files", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) item.textContent = `${file.name} : ${Math.round((100 * event.loaded) / event.total)} %`;
    });
    request.addEventListener("load", () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { /* an error page: the sentence below serves */ }
      const refused = (answer.refused || [])[0];
      const done = request.status < 400 && !refused;
      item.textContent = done ? `${file.name} : reçu` : refused || `${file.name} : refusé (trop lourd ou illisible). Vos autres fichiers sont bien enregistrés.`;
      resolve(done);
    });
    request.addEventListener("error", () => {
      if (attempt < 4) {
        item.textContent = `${file.name} : connexion perdue, nouvel essai…`;
        setTimeout(() => send(form, file, item, attempt + 1).then(resolve), 1500 * attempt);
      } else {
        item.textContent = `${file.name} : la connexion est coupée. Gardez la page ouverte et renvoyez ce fichier.`;
        resolve(false);
      }
    });
    request.send(data);
  });

  const sendAll = async (form, files) => {
    const list = form.querySelector("[data-progress]");
    list.replaceChildren();
    let allDone = files.length > 0;
    for (const file of files) allDone = (await send(form, file, line(list, `${file.name} : 0 %`))) && allDone;
    if (allDone) window.location.reload();
  };

  document.querySelectorAll("form[data-upload]").forEach((form) => {
    const input = form.querySelector("input[type=file]");
    form.addEventListener("submit", (event) => {
      if (!input.files.length) return;
      event.preventDefault();
      sendAll(form, [...input.files]);
    });
    form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("dragging"); });
    form.addEventListener("dragleave", () => form.classList.remove("dragging"));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      form.classList.remove("dragging");
      sendAll(form, [...event.dataTransfer.files]);
    });
  });

  const box = document.getElementById("check-progress");
  if (box) {
    const poll = async () => {
      try {
        const state = await (await fetch(box.dataset.url, { headers: { Accept: "application/json" } })).json();
        box.querySelector("[data-step]").textContent = state.step;
        box.querySelector("progress").value = state.progress;
        if (state.state === "done" || state.state === "failed") { window.location.reload(); return; }
      } catch { /* the connection will come back */ }
      setTimeout(poll, 1500);
    };
    setTimeout(poll, 1000);
  }
})();
