import assert from 'node:assert/strict';
import { join } from 'node:path';
import { startPracticeOrg } from '@cert-health/practice-org';
import type { PracticeOrg, PracticeOrgOptions } from '@cert-health/practice-org';
import type { Browser, ConsoleMessage, Page } from 'playwright-core';
import { launch } from './browser.ts';

export const root = join(import.meta.dirname, '..', '..');

/** The moment that the org and the browser live in. */
export const now = new Date('2026-11-22T09:15:00Z');

export type Rights = 'admin' | 'approver' | 'viewer' | 'none';

/** The app in a browser, on a practice org of its own. */
export class Console {
  readonly org: PracticeOrg;
  readonly #browser: Browser;

  private constructor(org: PracticeOrg, browser: Browser) {
    this.org = org;
    this.#browser = browser;
  }

  static async start(options: PracticeOrgOptions = {}): Promise<Console> {
    const [org, browser] = await Promise.all([
      startPracticeOrg({
        now,
        // Built for development, where LWC tells what is wrong.
        consoleFolder: join(root, 'build', 'console-development'),
        appFolder: join(root, 'force-app', 'main'),
        connectionFolder: join(root, 'config', 'connection'),
        ...options,
      }),
      launch(),
    ]);
    const app = new Console(org, browser);
    await app.#comesUp();
    return app;
  }

  /** Puts so many certificates into the records; what people decided before is gone. */
  async fill(certificates: number): Promise<void> {
    await this.#post('/practice-org/sample', { certificates });
  }

  async become(rights: Rights): Promise<void> {
    await this.#post('/practice-org/user', { rights });
  }

  /** Faults by the names of the command line; `{}` ends them. */
  async faults(faults: object): Promise<void> {
    await this.#post('/practice-org/faults', faults);
  }

  /** What the app's Apex answers. */
  async apex<Answer>(method: string, parameters: object = {}): Promise<Answer> {
    return (await (await this.#post(`/apex/${method}`, parameters)).json()) as Answer;
  }

  /** All rows of a list that comes in pages. */
  async rows<Row>(method: string): Promise<Row[]> {
    const all: Row[] = [];
    for (let afterId: string | null | undefined; afterId !== null;) {
      const page: { rows: Row[]; nextAfter: string | null } = await this.apex(method, { afterId });
      all.push(...page.rows);
      afterId = page.nextAfter;
    }
    return all;
  }

  /** Opens a page of the app, in a context of its own. */
  async open(state: string | Readonly<Record<string, string>> = {}, options: OpenOptions = {}): Promise<OpenPage> {
    const { width = 1280, height = 900, zoom = 1 } = options;
    const context = await this.#browser.newContext({
      // Zooming in makes CSS pixels larger, so that fewer of them fit.
      viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) },
      deviceScaleFactor: zoom,
      locale: 'en-US',
      timezoneId: 'America/Los_Angeles',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(5000);
    await page.clock.setFixedTime(now);
    const open = new OpenPage(page, this.org.url);
    await page.goto(this.#address(state));
    return open;
  }

  async close(): Promise<void> {
    await Promise.all([this.#browser.close(), this.org.close()]);
  }

  /** Rejects with what the browser says, rather than let every test wait in vain. */
  async #comesUp(): Promise<void> {
    const open = await this.open();
    try {
      await open.page.locator('c-certificate-console .page').waitFor();
    } catch {
      await this.close();
      throw new Error(`The app does not come up: ${open.troubles.join('\n')}`);
    }
    await open.close();
  }

  #address(state: string | Readonly<Record<string, string>>): string {
    const fields = typeof state === 'string' ? { c__page: state } : state;
    return `${this.org.consoleUrl}#${new URLSearchParams(fields).toString()}`;
  }

  async #post(path: string, body: object): Promise<Response> {
    const answer = await fetch(this.org.url + path, { method: 'POST', body: JSON.stringify(body) });
    assert.equal(answer.status, 200, await answer.clone().text());
    return answer;
  }
}

export interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
  /** 2 is 200 %. */
  readonly zoom?: number;
}

/** A page that listens for what goes wrong. */
export class OpenPage {
  readonly page: Page;
  readonly #troubles: string[] = [];

  constructor(page: Page, url: string) {
    this.page = page;
    page.on('console', (message) => {
      if (isOurs(message)) this.#troubles.push(`${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.#troubles.push(`uncaught: ${error.message}`));
    page.on('request', (request) => {
      if (!request.url().startsWith(url) && !request.url().startsWith('data:') && !request.url().startsWith('blob:'))
        this.#troubles.push(`asked elsewhere: ${request.url()}`);
    });
  }

  /** Errors and warnings so far, and requests that left the practice org. */
  get troubles(): readonly string[] {
    return this.#troubles;
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

/**
 * Errors and warnings, but for what LWC in development mode has to say of the base components' own templates, and for the
 * browser's line about an Apex call that was refused: what the page makes of it is looked at on the page.
 */
function isOurs(message: ConsoleMessage): boolean {
  const text = message.text();
  if (message.type() === 'error') return !(text.includes('status of 500') && message.location().url.includes('/apex/'));
  if (message.type() !== 'warning') return false;
  const fromTheirs = /^Error: \[LWC warn\][^\n]*\n<lightning-|\/vendor\/(?:lightning|chunks)\/|eval at evaluate/;
  return !fromTheirs.test(text) || text.includes('/console/app/');
}
