// The page: follows the server's state, shows the phones, moves the clock, says what comes next.

import { element, formats } from "./message.js";
import { Phone } from "./phone.js";

const by = (id) => document.getElementById(id);
const MOVES = { next: ["clock/next", {}], hour: ["clock/advance", { hours: 1 }], day: ["clock/advance", { days: 1 }] };

class Page {
  constructor() {
    this.phones = new Map();
    this.state = null;
    this.selected = null;
    this.side = "reception";
    for (const button of document.querySelectorAll(".move")) {
      button.addEventListener("click", () => this.move(button.dataset.move));
    }
    by("newcomer").addEventListener("close", () => this.addPatient());
    by("viewer").addEventListener("click", (event) => {
      if (event.target === by("viewer")) by("viewer").close();
    });
    window.matchMedia("(max-width: 760px)").addEventListener("change", () => this.arrange());
    document.addEventListener("click", (event) => {
      for (const more of document.querySelectorAll(".more[open]")) {
        if (!more.contains(event.target)) more.open = false;
      }
      for (const phone of this.phones.values()) {
        if (!event.target.closest(".commands, .menu")) phone.toggleCommands(false);
      }
    });
  }

  get narrow() {
    return window.matchMedia("(max-width: 760px)").matches;
  }

  async follow() {
    let version = -1;
    let failed = false;
    for (;;) {
      try {
        const answer = await fetch(`/control/state?version=${version}`);
        const state = await answer.json();
        version = state.version;
        if (failed) this.notice("");
        failed = false;
        this.show(state);
      } catch {
        failed = true;
        this.notice("The demo is not running. This page comes back when it does.");
        version = -1;
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
    }
  }

  async post(path, body) {
    try {
      const answer = await fetch(`/control/${path}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
      const said = await answer.json();
      if (answer.ok) return said;
      this.notice(said.error, 4000);
    } catch {
      this.notice("That did not work. Is the demo still running?", 4000);
    }
    return null;
  }

  show(state) {
    if (state.zone !== this.state?.zone) this.format = formats(state.zone);
    this.state = state;
    document.title = state.title;
    by("title").textContent = state.title;
    by("time").textContent = this.format.time(state.now);
    by("date").textContent = this.format.date(state.now);
    by("zone").textContent = `${state.zone.split("/").pop().replaceAll("_", " ")} time`;
    by("moves").hidden = !state.clock.movable;
    document.body.classList.toggle("busy", state.clock.busy);
    for (const button of document.querySelectorAll(".move")) button.disabled = state.clock.busy;
    const patients = state.phones.filter((phone) => phone.role === "patient");
    if (!patients.some((phone) => phone.id === this.selected)) this.selected = patients[0]?.id ?? null;
    for (const phone of state.phones) {
      if (!this.phones.has(phone.id)) {
        const made = new Phone(phone, this);
        this.phones.set(phone.id, made);
        by("phones").append(made.node);
      }
      this.phones.get(phone.id).update(phone, this.isShown(phone));
    }
    this.arrange();
    this.hint();
  }

  isShown(phone) {
    if (this.narrow) return this.side === "reception" ? phone.role === "reception" : phone.id === this.selected;
    return phone.role === "reception" || phone.id === this.selected;
  }

  arrange() {
    if (!this.state) return;
    for (const phone of this.state.phones) {
      const made = this.phones.get(phone.id);
      const before = made.node.classList.contains("shown");
      const shown = this.isShown(phone);
      made.node.classList.toggle("shown", shown);
      if (shown && !before) made.toBottom();
      if (shown) made.missed = false;
    }
    this.drawTabs();
  }

  drawTabs() {
    const patients = this.state.phones.filter((phone) => phone.role === "patient");
    const tabs = this.state.phones.map((phone) => {
      const name = phone.role === "reception" ? "Reception" : phone.name;
      const kind = phone.role === "reception" ? "tab tab-reception" : patients.length > 1 ? "tab" : "tab tab-only";
      const tab = element("button", kind, name);
      tab.type = "button";
      tab.dataset.person = phone.id;
      tab.setAttribute("aria-pressed", String(this.isShown(phone)));
      if (this.phones.get(phone.id).missed) {
        tab.classList.add("unread");
        tab.setAttribute("aria-label", `${name}, new messages`);
      }
      tab.addEventListener("click", () => this.select(phone));
      return tab;
    });
    const add = element("button", "tab", "+ Add patient");
    add.type = "button";
    add.dataset.person = "new";
    add.addEventListener("click", () => {
      by("newcomer-form").reset();
      by("newcomer").returnValue = "";
      by("newcomer").showModal();
    });
    const print = tabs.map((tab) => tab.outerHTML).join("");
    if (print === this.tabPrint) return;
    this.tabPrint = print;
    const focused = by("tabs").contains(document.activeElement) ? document.activeElement.dataset.person : null;
    by("tabs").replaceChildren(...tabs, add);
    if (focused) by("tabs").querySelector(`[data-person="${focused}"]`)?.focus();
  }

  select(phone) {
    this.side = phone.role;
    if (phone.role === "patient") this.selected = phone.id;
    this.arrange();
  }

  async addPatient() {
    if (by("newcomer").returnValue !== "add") return;
    const given = Object.fromEntries(new FormData(by("newcomer-form")));
    const person = await this.post("people", { ...given, first_name: given.first_name.trim() });
    if (!person) return;
    this.selected = person.id;
    this.side = "patient";
    this.tabPrint = "";
    if (this.state.phones.some((phone) => phone.id === person.id)) this.arrange();
  }

  async move(kind) {
    const [path, body] = MOVES[kind];
    const answer = await this.post(path, body);
    if (answer && kind === "next" && answer.moved_to === null) {
      this.notice("Nothing more is planned. Enrol a patient, or move the clock on.", 4000);
    }
  }

  hint() {
    const [number, words] = nextStep(this.state);
    const print = `${number} ${words}`;
    if (print === this.hintPrint) return;
    this.hintPrint = print;
    const count = element("strong", "", number ? `Step ${number} of 5 · ` : "");
    by("hint").replaceChildren(count, words);
  }

  notice(text, ms) {
    by("notice").textContent = text;
    by("notice").hidden = !text;
    clearTimeout(this.noticeTimer);
    if (ms) this.noticeTimer = setTimeout(() => { by("notice").hidden = true; }, ms);
  }

  alert(text) {
    by("alert-text").textContent = text;
    by("alert").showModal();
  }

  view(url, isCode) {
    by("viewer-picture").classList.toggle("code", isCode);
    by("viewer-picture").src = url;
    by("viewer").showModal();
  }
}

const STOP = /^\s*\/?(stop|стоп)[\s.!]*$/i;

const nextStep = ({ phones, link, clock }) => {
  const reception = phones.find((phone) => phone.role === "reception");
  const patients = phones.filter((phone) => phone.role === "patient");
  const joined = patients.filter((phone) => phone.messages.some((message) => /^\/start \S/.test(message.text)));
  const agreed = joined.filter((phone) => phone.pressed > 0);
  const left = (phone) => phone.messages.some((message) => !message.from_bot && STOP.test(message.text));
  const active = agreed.filter((phone) => !left(phone));
  if (joined.length > agreed.length) return [3, "Read what the bot writes on the patient's phone, then agree."];
  if (link && patients.some((phone) => !joined.includes(phone))) return [2, "Scan: tap the blue button on the patient's phone."];
  if (active.length && clock.movable && clock.moves === 0) return [4, "Move the clock: tap “Next message” and watch the week go by."];
  if (active.length) return [5, "Keep moving the clock, ask “/today”, or reply STOP on the patient's phone."];
  if (agreed.length) return [0, `${agreed.at(-1).name} has left and hears nothing more. Add a patient and enrol again to see it once more.`];
  const last = reception?.messages.at(-1);
  if (last?.from_bot && last.buttons.length) return [1, "Enrol a patient: check what reception's phone shows and confirm it there."];
  return [1, "Enrol a patient: tap a prepared message on reception's phone."];
};

new Page().follow();
