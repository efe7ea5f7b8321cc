// One message, drawn. All times are shown in the clinic's zone.

const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

export const formats = (zone) => {
  const format = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options });
  const time = format({ hour: "2-digit", minute: "2-digit" });
  const day = format({ weekday: "long", day: "numeric", month: "long" });
  const date = format({ weekday: "short", day: "numeric", month: "short", year: "numeric" });
  const full = format({ dateStyle: "full", timeStyle: "short" });
  return {
    time: (at) => time.format(new Date(at)),
    day: (at) => day.format(new Date(at)),
    date: (at) => date.format(new Date(at)),
    full: (at) => full.format(new Date(at)),
  };
};

const size = (bytes) => (bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(bytes < 10240 ? 1 : 0)} KB`);

const picture = (photo, onPicture) => {
  const frame = element("button", "picture");
  frame.type = "button";
  frame.setAttribute("aria-label", "Enlarge the picture");
  const image = element("img");
  image.src = photo.url;
  image.alt = "Picture";
  image.width = photo.width;
  image.height = photo.height;
  // A code stays sharp when it is drawn larger; a big picture is drawn smaller, and needs height.
  const isCode = photo.width < 900;
  if (isCode) image.classList.add("code");
  frame.append(image);
  frame.addEventListener("click", () => onPicture(photo.url, isCode));
  return frame;
};

const card = (file) => {
  const link = element("a", "card");
  link.href = file.url;
  link.download = file.name;
  const words = element("span");
  words.append(element("span", "card-name", file.name), element("span", "card-size", size(file.size)));
  const extension = file.name.includes(".") ? file.name.split(".").pop().slice(0, 4) : "file";
  link.append(element("span", "card-icon", extension), words);
  return link;
};

const keys = (message, onPress) => {
  const block = element("div", "keys");
  for (const row of message.buttons) {
    const line = element("div", "keys-row");
    for (const button of row) {
      const key = element("button", button.callback_data === undefined ? "key link" : "key", button.text);
      key.type = "button";
      key.addEventListener("click", () => onPress(button, key));
      line.append(key);
    }
    block.append(line);
  }
  return block;
};

// html comes escaped from the server, with Telegram's own tags only.
export const drawMessage = (message, format, act) => {
  const item = element("li", message.from_bot ? "message" : "message mine");
  if (message.photo) item.classList.add("with-picture");
  item.dataset.id = message.message_id;
  const bubble = element("div", "bubble");
  if (message.reply_to) bubble.append(element("div", "quoted", message.reply_to));
  if (message.photo) bubble.append(picture(message.photo, act.picture));
  if (message.document) bubble.append(card(message.document));
  if (message.text) {
    const body = element("div", "body");
    body.innerHTML = message.html;
    body.addEventListener("click", (event) => act.follow(event));
    bubble.append(body);
  }
  const meta = element("div", "meta");
  if (message.pinned) meta.append(mark("📌", "pinned"));
  if (message.silent) meta.append(mark("🔕", "without sound"));
  if (message.edited_at) meta.append(element("span", "", "edited"));
  const stamp = element("time", "", format.time(message.sent_at));
  stamp.dateTime = message.sent_at;
  stamp.title = format.full(message.sent_at);
  meta.append(stamp);
  bubble.append(meta);
  if (!message.from_bot && !message.photo) {
    bubble.title = "Double-click to edit";
    bubble.addEventListener("dblclick", () => act.edit(message));
  }
  item.append(bubble);
  if (message.buttons.length) item.append(keys(message, (button, key) => act.press(message, button, key)));
  return item;
};

const mark = (sign, meaning) => {
  const made = element("span", "", sign);
  made.title = meaning;
  made.setAttribute("role", "img");
  made.setAttribute("aria-label", meaning);
  return made;
};

export const drawDay = (at, format) => element("li", "day", format.day(at));

export { element };
