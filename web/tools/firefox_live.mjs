// Open demos in Firefox, press a key on one slider of each, and report what they did.
//
//   node firefox_live.mjs FIREFOX JOBS
//
// FIREFOX is its executable; JOBS is JSON: [{url, control, key, script}], `control` the name of a slider, `key` what is
// pressed on it and `script` a function, as text, whose value is wanted in the end. Prints JSON, for each job
// {stage, rung, status, before, after, value, errors}: the summary before and after the key, and the errors of the console.
// A job {url, again: true} waits until the page has said whether it keeps a snapshot, and reloads it: {kept, rung, before,
// after, errors}, the summaries of both visits. A job {url, cut, offline} opens the gallery, has everything kept, asks for
// `cut`, at which the server falls silent, and opens the demos `offline`: {kept, stages, errors}. A job {url, give, keep, use,
// shown, wanted} runs the function `give`, then `keep`, loads the page again, and runs `use`, which leads to another page;
// after each, `shown` is asked until it is `wanted`: {names, errors}.
// A job {framed: true, ...} finds the demo in the first frame of its page.
import process from "node:process";
import { launch } from "puppeteer-core";

const BOOT_MS = 90_000;
const SAVING_MS = 240_000;
const ANSWER_MS = 20_000;

/** The text of an element once `ready(text)`; whatever it is when the time is up. */
async function textWhen(shown, selector, ready, timeout) {
  const text = () => shown.$eval(selector, (element) => element.textContent);
  const end = performance.now() + timeout;
  while (!ready(await text()) && performance.now() < end) {
    // Waits in the page for the next change: `waitForFunction` would need eval, which the page's policy forbids.
    await shown.$eval(selector, (element, most) => new Promise((resolve) => {
      new MutationObserver(resolve).observe(element, { childList: true, characterData: true, subtree: true });
      setTimeout(resolve, most);
    }), Math.min(1000, timeout));
  }
  return text();
}

const LIVE = "html[data-stage=live], html[data-stage=failed]";

/** What was kept of the site, and the stages that demos reach once nobody answers any more. */
async function withoutNetwork(browser, { url, cut, offline }) {
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForSelector("#offline:not([hidden])", { timeout: BOOT_MS }).catch(() => {});
  if (await page.$("#offline-keep:not([hidden])")) {
    await page.click("#offline-keep");
    await page.waitForSelector("html[data-offline=yes], html[data-offline=partly]", { timeout: SAVING_MS }).catch(() => {});
  }
  const kept = await page.$eval("#offline-status", (element) => element.textContent);
  const stages = [];
  if (!await page.$("html[data-offline=yes]")) return { kept, stages, errors: ["not everything was kept"] };
  await page.goto(cut).catch(() => {});
  const errors = [];
  let last = page;
  for (const demo of offline) {
    const other = await browser.newPage(); // Firefox's own page that says there is no network comes late, and would replace it
    other.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await other.goto(demo).catch((error) => errors.push(`${demo}: ${error.message}`));
    await other.waitForSelector(LIVE, { timeout: BOOT_MS }).catch(() => {});
    const stage = await other.evaluate(() => document.documentElement.dataset.stage);
    stages.push(stage);
    if (stage !== "live") break; // the others would take as long to fail
    await last.close(); // not before: Python would have to start again
    last = other;
  }
  return { kept, stages, errors };
}

/** What is shown of an image that was opened, after it was kept and taken to another demo. */
async function ownImage(browser, { url, give, keep, use, shown, wanted }) {
  const page = await browser.newPage();
  const errors = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  const ask = (script) => page.evaluate(`(${script})()`);
  const names = [];
  const note = async () => {
    await page.waitForSelector(LIVE, { timeout: BOOT_MS }).catch(() => {});
    const end = performance.now() + ANSWER_MS;
    let name = await ask(shown);
    while (name !== wanted && performance.now() < end) name = await ask(shown);
    names.push(name);
  };
  await page.goto(url);
  await page.waitForSelector(LIVE, { timeout: BOOT_MS });
  await ask(give);
  await note();
  await ask(keep);
  await page.reload();
  await note();
  const arrived = page.waitForNavigation();
  await ask(use);
  await arrived;
  await note();
  return { names, errors };
}

/** The page stays open: the worker with Python lives as long as one page of the site does. */
async function run(browser, job) {
  if (job.offline) return withoutNetwork(browser, job);
  if (job.give) return ownImage(browser, job);
  const { url, control, key, script, again, framed } = job;
  const page = await browser.newPage();
  const errors = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.setViewport({ width: 1280, height: 720 });
  await page.goto(url);
  const shown = framed ? await (await page.waitForSelector("iframe")).contentFrame() : page;
  await shown.waitForSelector(LIVE, { timeout: BOOT_MS }).catch(() => {});
  const before = await shown.$eval("#summary", (element) => element.textContent);
  if (again) {
    await page.waitForSelector("html[data-kept]", { timeout: BOOT_MS }).catch(() => {});
    const { kept } = await page.$eval("html", (element) => ({ ...element.dataset }));
    await page.reload();
    await page.waitForSelector(LIVE, { timeout: BOOT_MS }).catch(() => {});
    const { rung } = await page.$eval("html", (element) => ({ ...element.dataset }));
    const after = await page.$eval("#summary", (element) => element.textContent);
    return { kept, rung, before, after, errors };
  }
  await shown.focus(`[data-control=${control}] input`);
  await page.keyboard.press(key);
  const after = await textWhen(shown, "#summary", (text) => text !== before, ANSWER_MS);
  const { stage, rung } = await shown.$eval("html", (element) => ({ ...element.dataset }));
  const status = await shown.$eval("#status", (element) => element.textContent);
  const value = await shown.evaluate(`(${script})()`);
  return { stage, rung, status, before, after, value, errors };
}

const [executablePath, jobs] = process.argv.slice(2);
const browser = await launch({ browser: "firefox", executablePath, headless: true });
try {
  const answers = [];
  for (const job of JSON.parse(jobs)) answers.push(await run(browser, job));
  console.log(JSON.stringify(answers));
} finally {
  await browser.close();
}
