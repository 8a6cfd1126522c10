// Everything works without this file. It lets pictures be dropped, pasted and seen before they are sent, completes what is typed, and shows a way as slides.

const longestSide = 1024;

/** Makes a photo smaller before it is sent: it travels faster, and what the camera wrote into the file stays at home. */
async function reduced(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
    return blob ? new File([blob], "picture.jpg", { type: "image/jpeg" }) : file;
  } catch {
    return file; // The server says what is wrong with it.
  }
}

function composer(form) {
  const input = form.querySelector("input[type=file]");
  const preview = form.querySelector(".preview");
  let address = "";

  function show(file) {
    URL.revokeObjectURL(address);
    preview.replaceChildren();
    preview.hidden = !file;
    if (!file) return;
    address = URL.createObjectURL(file);
    const picture = new Image();
    picture.src = address;
    picture.alt = "The picture that will be sent";
    // What a browser cannot show is sent all the same: the server says what is wrong with it.
    picture.addEventListener("error", () => picture.replaceWith(file.name));
    const without = document.createElement("button");
    without.type = "button";
    without.className = "quiet";
    without.textContent = "Without the picture";
    without.addEventListener("click", () => { input.value = ""; show(null); });
    preview.append(picture, without);
  }

  async function take(file) {
    if (!file || !file.type.startsWith("image/")) return;
    const files = new DataTransfer();
    files.items.add(await reduced(file));
    input.files = files.files;
    show(input.files[0]);
    form.querySelector("input[name=said]").focus();
  }

  input.addEventListener("change", () => (input.files[0] ? take(input.files[0]) : show(null)));
  document.addEventListener("paste", (event) => {
    const file = [...(event.clipboardData?.files ?? [])].find((each) => each.type.startsWith("image/"));
    if (!file) return;
    event.preventDefault();
    take(file);
  });
  document.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    form.classList.add("drop");
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) form.classList.remove("drop"); });
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    form.classList.remove("drop");
    take(event.dataTransfer.files[0]);
  });
}

function completed(input) {
  const list = document.getElementById(input.getAttribute("list"));
  let waiting = 0, asked = "";
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const typed = input.value.trim();
      if (typed.length < 2 || typed === asked) return;
      asked = typed;
      try {
        const reply = await fetch(`/api/complete?top=6&q=${encodeURIComponent(typed)}`);
        if (!reply.ok || input.value.trim() !== typed) return;
        list.replaceChildren(...(await reply.json()).map((line) => {
          const option = document.createElement("option");
          option.value = line.text;
          option.label = `${line.text} (${line.items})`;
          return option;
        }));
      } catch { /* What is typed is searched as it is. */ }
    }, 150);
  });
}

function slides(form) {
  const drawings = [...form.querySelectorAll("li")];
  form.classList.add("slides");
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = 0;
  slider.max = drawings.length - 1;
  slider.value = 0;
  slider.setAttribute("aria-label", "How far on the way");
  const show = () => drawings.forEach((drawing, number) => { drawing.hidden = number !== Number(slider.value); });
  slider.addEventListener("input", show);
  form.append(slider);
  show();
}

/** A picture that could not be drawn, because many others are drawn just now, is asked for again. */
function again(picture) {
  let tries = 0;
  picture.addEventListener("error", () => {
    if (tries++ < 4) setTimeout(() => { picture.src = `${picture.src.split("?")[0]}?${tries}`; }, 1500 * tries);
  });
}

/** Order and grouping are taken at once, without a button. */
function applied(form) {
  form.querySelector("[data-applied]").hidden = true;
  form.querySelectorAll("select, input[type=checkbox]").forEach((field) => field.addEventListener("change", () => form.requestSubmit()));
}

document.querySelectorAll("form[data-applies]").forEach(applied);
document.querySelectorAll("form[data-composer]").forEach(composer);
document.querySelectorAll("input[data-complete]").forEach(completed);
document.querySelectorAll("form[data-slides]").forEach(slides);
document.querySelectorAll("img[data-again]").forEach(again);
document.querySelectorAll("a[data-copy]").forEach((link) => link.addEventListener("click", async (event) => {
  event.preventDefault();
  try {
    await navigator.clipboard.writeText(link.href);
    link.textContent = "Link copied";
  } catch {
    location.href = link.href;
  }
}));
document.querySelectorAll("form").forEach((form) => form.addEventListener("submit", () => document.body.classList.add("busy")));
addEventListener("pageshow", () => document.body.classList.remove("busy"));
if (matchMedia("(max-width: 61.99rem)").matches) document.querySelectorAll("[data-narrow-closed]").forEach((part) => part.removeAttribute("open"));
