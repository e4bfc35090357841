// What stands between the page and textual.js: where the socket is, and fonts before the first cell is measured.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const terminal = document.getElementById("terminal");
  terminal.dataset.sessionWebsocketUrl = location.origin.replace(/^http/, "ws") + "/ws";
  document.getElementById("again").addEventListener("click", () => location.reload());
});

const begin = window.onload;
window.onload = async (event) => {
  const faces = ["16px", "bold 16px", "italic 16px"].map((face) => document.fonts.load(face + " 'Roboto Mono'"));
  await Promise.allSettled(faces);
  begin(event);
  document.querySelector(".xterm-helper-textarea")?.focus();
};
