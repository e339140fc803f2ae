// Uses the page of a register as people do: every order is chosen and read, every state is taken away.
// The page itself has no script. Exit status: 0 all well, 1 findings, 2 could not check.
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const ARGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];

async function look(page) {
  const findings = [];
  const shown = () => page.locator(".ansicht:visible");
  const rows = () => shown().locator("tbody tr:visible");
  const all = await rows().count();
  for (const order of await page.locator('input[name="ordnung"]').all()) {
    await order.check();
    const id = await order.getAttribute("id");
    if ((await shown().count()) !== 1) findings.push(`${id}: ${await shown().count()} tables are shown`);
    if (!(await shown().first().getAttribute("class")).includes(id)) findings.push(`${id}: another table is shown`);
    if ((await rows().count()) !== all) findings.push(`${id}: ${await rows().count()} of ${all} rows`);
    if ((await shown().locator("th[aria-sort]").count()) !== 1) findings.push(`${id}: no column is marked as sorted`);
  }
  const sorted = async (id) => {
    await page.locator(`#${id}`).check();
    return rows().locator("th a").allTextContents();
  };
  const names = await sorted("nach-kennung");
  if (names.join() !== [...names].sort().join()) findings.push("nach-kennung is not in order");
  for (const box of await page.locator('input[type="checkbox"]').all()) {
    const group = (await box.getAttribute("id")).replace("zeige-", "gruppe-");
    await box.uncheck();
    if ((await page.locator(`.${group}:visible`).count()) > 0) findings.push(`${group} is still shown`);
    await box.check();
    if ((await page.locator(`section.${group}:visible`).count()) === 0) findings.push(`${group} does not come back`);
  }
  for (const link of await rows().locator("th a").all()) {
    const target = await link.getAttribute("href");
    if ((await page.locator(`h2${target}`).count()) !== 1) findings.push(`${target} leads nowhere`);
  }
  return findings;
}

async function main() {
  const modules = process.env.DATENPANNE_NODE_MODULES;
  const executablePath = process.env.DATENPANNE_CHROMIUM ?? "/usr/bin/chromium";
  const [file] = process.argv.slice(2);
  if (!modules || !file) throw new Error("usage: DATENPANNE_NODE_MODULES=… node register.mjs FILE");
  const require = createRequire(pathToFileURL(join(resolve(modules), "x.js")));
  const { chromium } = require("playwright-core");
  const browser = await chromium.launch({ executablePath, args: ARGS });
  try {
    const context = await browser.newContext({ offline: true });
    const page = await context.newPage();
    await page.goto(pathToFileURL(resolve(file)).href);
    const findings = await look(page);
    for (const finding of findings) console.log(`BAD  ${finding}`);
    if (findings.length === 0) console.log(`ok   ${file}`);
    return findings.length > 0 ? 1 : 0;
  } finally {
    await browser.close();
  }
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
