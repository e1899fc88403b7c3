const secret = document.getElementById("secret"), copy = document.getElementById("copy"), said = document.getElementById("said");
copy.hidden = false;
copy.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(secret.textContent);
    said.textContent = "Copied.";
  } catch {
    getSelection().selectAllChildren(secret);
    said.textContent = document.execCommand("copy") ? "Copied." : "The browser does not let this page copy. The secret is selected: copy it with the keyboard.";
  }
});
