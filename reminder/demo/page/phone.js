// One phone: its chat kept up to date, and what its owner can do.

import { drawDay, drawMessage, element } from "./message.js";

const ACTIONS = { typing: "typing…", upload_photo: "sending a photo…", upload_document: "sending a file…" };
const TOAST_MS = 3500;

export class Phone {
  constructor(state, page) {
    this.id = state.id;
    this.page = page;
    this.drawn = new Map();
    this.days = new Map();
    this.unread = 0;
    this.stick = true;
    this.editing = null;
    this.lastTop = 0;
    this.node = document.getElementById("phone-template").content.cloneNode(true).firstElementChild;
    this.part = (name) => this.node.querySelector(`.${name}`);
    this.node.dataset.person = state.id;
    this.node.classList.add(`role-${state.role}`);
    this.node.setAttribute("aria-label", `${state.name}'s phone`);
    this.scroll = this.part("scroll");
    this.scroll.setAttribute("aria-label", `Chat of ${state.name}`);
    this.input = this.node.querySelector("textarea");
    this.input.setAttribute("aria-label", `Message from ${state.name}`);
    this.listen();
  }

  listen() {
    this.part("compose").addEventListener("submit", (event) => {
      event.preventDefault();
      this.sendTyped();
    });
    this.input.addEventListener("input", () => this.fit());
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.sendTyped();
      }
    });
    this.scroll.addEventListener("scroll", () => {
      this.look();
      this.showJump();
    });
    this.part("jump").addEventListener("click", () => this.toBottom());
    this.part("scan").addEventListener("click", () => this.act("open", { link: this.page.state.link }));
    this.part("restart").addEventListener("click", () => this.act(this.state.blocked ? "unblock" : "open"));
    this.part("more-block").addEventListener("click", () => {
      this.part("more").open = false;
      this.act(this.state.blocked ? "unblock" : "block");
    });
    this.part("more-photo").addEventListener("click", () => {
      this.part("more").open = false;
      this.act("photo");
    });
    this.part("menu").addEventListener("click", () => this.toggleCommands(this.part("commands").hidden));
    this.part("pin").addEventListener("click", () => this.toMessage(this.state.pinned));
    this.node.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        this.toggleCommands(false);
        if (this.editing) this.edit(null);
      }
    });
    new ResizeObserver(([entry]) => {
      this.node.style.setProperty("--foot", `${entry.borderBoxSize[0].blockSize}px`);
      if (this.stick) this.toBottom();
    }).observe(this.part("foot"));
    new ResizeObserver(() => {
      if (this.stick) this.toBottom();
    }).observe(this.part("messages"));
  }

  async act(verb, body = {}) {
    const answer = await this.page.post(`people/${this.id}/${verb}`, body);
    return answer;
  }

  async sendTyped() {
    const text = this.input.value.trim();
    if (!text) return;
    const edited = this.editing;
    this.edit(null);
    this.toggleCommands(false);
    const done = edited === null
      ? await this.act("write", { text })
      : await this.act("edit", { message_id: edited.message_id, text });
    if (!done) this.input.value = text;
  }

  // Own messages are edited as in Telegram: the text goes back into the field.
  edit(message) {
    this.editing = message;
    this.input.value = message?.text ?? "";
    this.node.classList.toggle("editing", Boolean(message));
    this.input.placeholder = message ? "Edit the message" : "Message";
    this.fit();
    if (message) this.input.focus();
  }

  async press(message, button, key) {
    if (button.callback_data === undefined) {
      this.follow(button.url);
      return;
    }
    key.classList.add("waiting");
    const answer = await this.act("press", { message_id: message.message_id, data: button.callback_data });
    key.classList.remove("waiting");
    if (!answer) return;
    if (!answer.answered) this.toast("The bot did not answer.");
    else if (answer.show_alert) this.page.alert(answer.text);
    else if (answer.text) this.toast(answer.text);
  }

  follow(url) {
    const bot = this.page.state.bot;
    if (bot && new RegExp(`^https?://t\\.me/${bot.username}\\?start=`, "i").test(url)) {
      if (this.state.role === "reception") this.toast("This link is for the patient: scan it with the phone on the right.");
      else this.act("open", { link: url });
    } else if (/^(https?|mailto|tel):/.test(url || "")) {
      window.open(url, "_blank", "noopener");
    }
  }

  clicked(event) {
    const link = event.target.closest("a");
    if (link) {
      event.preventDefault();
      this.follow(link.getAttribute("href"));
    } else if (event.target.closest(".bot_command")) {
      this.act("write", { text: event.target.closest(".bot_command").textContent });
    }
  }

  update(state, shown) {
    const first = !this.state;
    if (shown && !first) this.look();
    this.state = state;
    this.head();
    const arrived = this.drawMessages();
    this.foot();
    if (this.stick) this.toBottom();
    else this.unread += arrived;
    if (shown) this.missed = false;
    else if (arrived && !first) this.missed = true;
    this.showJump();
  }

  head() {
    const { name, action, blocked, role } = this.state;
    const bot = this.page.state.bot;
    this.part("avatar").textContent = name.slice(0, 1).toUpperCase();
    this.part("phone-whose").textContent = role === "reception" ? `Reception · ${name}` : `Patient · ${name}`;
    if (name === "Reception") this.part("phone-whose").textContent = "Reception";
    const status = this.part("phone-chat");
    const chat = bot ? `Chat with ${bot.name}` : "";
    status.textContent = blocked ? `${chat} · blocked` : (ACTIONS[action] ?? (action ? "busy…" : chat));
    status.classList.toggle("active", Boolean(action) && !blocked);
    this.part("more-block").textContent = blocked ? "Unblock bot" : "Block bot";
    this.part("more-photo").hidden = blocked;
    const pinned = this.state.messages.find((message) => message.message_id === this.state.pinned);
    this.part("pin").hidden = !pinned;
    if (pinned) this.part("pin-text").textContent = pinned.text.replace(/\s+/g, " ") || "Picture";
  }

  // Only what changed is drawn anew, so that nothing jumps and a selection stays.
  drawMessages() {
    const list = this.part("messages");
    const format = this.page.format;
    const act = {
      press: (message, button, key) => this.press(message, button, key),
      picture: (url, isCode) => this.page.view(url, isCode),
      follow: (event) => this.clicked(event),
      edit: (message) => this.edit(message),
    };
    const kept = new Set();
    let arrived = 0;
    let lastDay = "";
    const order = [];
    for (const message of this.state.messages) {
      const day = format.day(message.sent_at);
      if (day !== lastDay) {
        const key = `${day} ${message.sent_at.slice(0, 4)}`;
        if (!this.days.has(key)) this.days.set(key, drawDay(message.sent_at, format));
        order.push(this.days.get(key));
        lastDay = day;
      }
      const print = JSON.stringify(message) + this.page.state.zone;
      const before = this.drawn.get(message.message_id);
      if (before?.print !== print) {
        const node = drawMessage(message, format, act);
        if (before) before.node.replaceWith(node);
        else if (message.from_bot) arrived += 1;
        else this.stick = true;
        this.drawn.set(message.message_id, { node, print });
      }
      kept.add(message.message_id);
      order.push(this.drawn.get(message.message_id).node);
    }
    for (const id of [...this.drawn.keys()]) if (!kept.has(id)) this.drawn.delete(id);
    const wanted = new Set(order);
    for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
    order.forEach((node, index) => {
      if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null);
    });
    return arrived;
  }

  foot() {
    const { blocked, role, started, scanned, commands, suggestions } = this.state;
    const link = this.page.state.link;
    this.part("empty").textContent = this.state.messages.length ? "" : this.emptyWords();
    // As in Telegram, one who has not started a bot can do nothing but start it.
    const outside = blocked || (role === "patient" && !started);
    this.part("compose").hidden = outside;
    if (outside) this.toggleCommands(false);
    this.part("restart").classList.toggle("quiet", !blocked);
    this.part("restart").hidden = !outside;
    this.part("restart").textContent = blocked ? "Unblock bot" : "Start without an invitation";
    const scan = this.part("scan");
    const ready = Boolean(link) && !scanned;
    // Of several links made at once a new phone chooses whose it opens.
    const joined = this.state.messages.some((message) => /^\/start \S/.test(message.text));
    const several = role === "patient" && !blocked && !joined && this.state.links.length > 1;
    this.drawLinks(several ? this.state.links : []);
    scan.hidden = role !== "patient" || blocked || several || (started && !ready);
    scan.disabled = !ready;
    scan.textContent = ready ? "Scan the QR on reception's screen" : "No QR on reception's screen yet";
    if (ready && !this.wasReady && !this.node.classList.contains("shown")) this.missed = true;
    this.wasReady = ready;
    this.drawChips(outside ? [] : suggestions);
    this.part("menu").hidden = !commands.length;
    this.drawCommands(commands);
  }

  drawLinks(links) {
    const print = JSON.stringify(links);
    if (print === this.linkPrint) return;
    this.linkPrint = print;
    const buttons = links.map(({ link, label }) => {
      const button = element("button", "scan", `Open: ${label}`);
      button.type = "button";
      button.addEventListener("click", () => this.act("open", { link }));
      return button;
    });
    this.part("links").replaceChildren(...buttons);
  }

  emptyWords() {
    return this.state.role === "reception"
      ? "Reception writes to the bot here. Tap a prepared message below."
      : "This patient has not opened the bot yet. Reception's QR code will be the way in.";
  }

  drawChips(suggestions) {
    const print = JSON.stringify(suggestions);
    if (print === this.chipPrint) return;
    this.chipPrint = print;
    const chips = suggestions.map(({ label, text }) => {
      const chip = element("button", "chip", label);
      chip.type = "button";
      chip.title = text;
      chip.addEventListener("click", () => this.act("write", { text }));
      return chip;
    });
    this.part("chips").replaceChildren(...chips);
  }

  drawCommands(commands) {
    const print = JSON.stringify(commands);
    if (print === this.commandPrint) return;
    this.commandPrint = print;
    const items = commands.map(({ command, description }) => {
      const item = element("button");
      item.type = "button";
      item.setAttribute("role", "menuitem");
      item.append(element("b", "", `/${command}`), element("span", "", description));
      item.addEventListener("click", () => {
        this.toggleCommands(false);
        this.act("write", { text: `/${command}` });
      });
      return item;
    });
    this.part("commands").replaceChildren(...items);
  }

  toggleCommands(open) {
    this.part("commands").hidden = !open;
    this.part("menu").setAttribute("aria-expanded", String(open));
    if (open) this.part("commands").querySelector("button")?.focus();
  }

  fit() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight + 2, 120)}px`;
    this.part("send").disabled = !this.input.value.trim();
  }

  // Only a reader who scrolls up lets go of the bottom; a chat that grows does not.
  look() {
    if (this.atBottom()) {
      this.unread = 0;
      this.stick = true;
    } else if (this.scroll.scrollTop < this.lastTop) {
      this.stick = false;
    }
    this.lastTop = this.scroll.scrollTop;
  }

  atBottom() {
    return this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < 60;
  }

  toBottom() {
    this.unread = 0;
    this.stick = true;
    this.scroll.scrollTo({ top: this.scroll.scrollHeight, behavior: "instant" });
    this.lastTop = this.scroll.scrollTop;
    this.showJump();
  }

  showJump() {
    this.part("jump").hidden = this.atBottom() || !this.unread;
    this.part("jump-count").textContent = this.unread || "";
  }

  toMessage(id) {
    const found = this.drawn.get(id)?.node;
    if (!found) return;
    this.stick = false;
    found.scrollIntoView({ block: "center", behavior: "smooth" });
    found.classList.add("flash");
    setTimeout(() => found.classList.remove("flash"), 1200);
  }

  toast(text) {
    const toast = this.part("toast");
    toast.textContent = text;
    toast.hidden = false;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => { toast.hidden = true; }, TOAST_MS);
  }
}
