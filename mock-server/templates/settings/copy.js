const said = document.getElementById("said");
for (const copy of document.querySelectorAll("[data-copies]")) {
  const text = document.getElementById(copy.dataset.copies);
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      said.textContent = "Copied.";
    } catch {
      getSelection().selectAllChildren(text);
      said.textContent = document.execCommand("copy") ? "Copied." : "The browser does not let this page copy. The text is selected: copy it with the keyboard.";
    }
  });
}
