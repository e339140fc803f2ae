// Opens every HTML file below the given files and folders in headless Chromium and looks at it with
// axe-core: light and dark, as wide as a phone (320 px, also 1280 px at 400 % zoom) and as a screen.
// Also a finding: a page wider than the window, any request beyond the file itself, an error on the
// console. Exit status: 0 all well, 1 findings, 2 could not check.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SCHEMES = ["light", "dark"];
const WIDTHS = [320, 1280];
/** So many pages are open at the same time. */
const AT_ONCE = 3;
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function htmlFiles(path) {
  if (statSync(path).isFile()) return path.endsWith(".html") ? [path] : [];
  return readdirSync(path).sort().flatMap((name) => htmlFiles(join(path, name)));
}

/** Findings of one file in all windows, as lines of text. */
async function look(browser, axeSource, file) {
  const url = pathToFileURL(resolve(file)).href;
  const context = await browser.newContext({ locale: "de-DE", serviceWorkers: "block", offline: true });
  const findings = [];
  let where = "";
  const find = (text) => findings.push(`(${where}) ${text}`);
  try {
    const page = await context.newPage();
    page.on("request", (request) => {
      const target = request.url();
      if (target !== url && !target.startsWith("data:")) find(`request to ${target}`);
    });
    page.on("console", (message) => {
      if (message.type() === "error") find(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => find(`script error: ${error.message}`));
    for (const colorScheme of SCHEMES) {
      for (const width of WIDTHS) {
        where = `${colorScheme}, ${width} px`;
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        await page.goto(url, { waitUntil: "load" });

        const { content, window: shown } = await page.evaluate(() => ({
          content: document.documentElement.scrollWidth,
          window: document.documentElement.clientWidth,
        }));
        if (content > shown) find(`page is ${content} px wide in a window of ${shown} px`);

        await page.evaluate(axeSource);
        const result = await page.evaluate(
          (tags) => window.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }),
          TAGS,
        );
        if (result.passes.length === 0) throw new Error(`axe applied no rule to ${file}`);
        for (const violation of result.violations) {
          for (const node of violation.nodes) {
            find(`${violation.id} (${violation.impact}): ${violation.help}\n         ${node.target.join(" ")}: ${node.html.slice(0, 200)}`);
          }
        }
      }
    }
  } finally {
    await context.close();
  }
  return findings;
}

async function main() {
  const modules = process.env.DATENPANNE_NODE_MODULES;
  const executablePath = process.env.DATENPANNE_CHROMIUM ?? "/usr/bin/chromium";
  const paths = process.argv.slice(2);
  if (!modules || paths.length === 0) throw new Error("usage: DATENPANNE_NODE_MODULES=… node axe.mjs FILE-OR-FOLDER…");
  const require = createRequire(pathToFileURL(join(resolve(modules), "x.js")));
  const { chromium } = require("playwright-core");
  const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

  const files = paths.flatMap(htmlFiles);
  if (files.length === 0) throw new Error(`no HTML below: ${paths.join(" ")}`);

  let failed = false;
  const browser = await chromium.launch({ executablePath, args: ARGS });
  const waiting = [...files];
  const work = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const findings = await look(browser, axeSource, file);
      failed ||= findings.length > 0;
      console.log(`${findings.length > 0 ? "BAD " : "ok  "} ${file}`);
      for (const finding of findings) console.log(`     ${finding}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    await browser.close();
  }
  return failed ? 1 : 0;
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error) => {
    console.error(error);
    process.exitCode = 2;
  },
);
