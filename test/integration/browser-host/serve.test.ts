// The browser host answers its own page, and nobody else: other sites in the user's browser, other names for this
// address, other users of the machine.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type BrowserHost, serve } from '#main/browser-host/serve.ts';
import { type Core, startCore } from '#main/core/start-core.ts';

const PAGE = '<!doctype html><title>Contourist</title>';

let folder: string;
let core: Core;
let host: BrowserHost;
let cookie: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'contourist-serve-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), PAGE);
  writeFileSync(join(folder, 'assets/index-abc.js'), 'export {};\n');
  writeFileSync(join(folder, 'assets/notes.md'), 'not for serving');
  core = startCore();
  host = await serve({ core, rendererFolder: folder });
  const { headers } = await get(host.url.slice(host.url.indexOf('/?')));
  cookie = headers['set-cookie']![0]!.split(';')[0]!;
});
afterAll(async () => {
  await host.close();
  await core.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A plain request, with whatever headers; fetch would not send a Host of our choice. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: host.port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text) => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    })
      .on('error', reject)
      .end();
  });
}

/** Opens the socket as a browser would. @returns the first message's kind, or the status of the refusal */
function connect(headers: Record<string, string>, path = '/socket'): Promise<string | number | undefined> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers });
    socket.on('open', () => socket.send(JSON.stringify({ kind: 'call', id: 1, method: 'none', input: {} })));
    socket.on('message', (data) => {
      resolve(JSON.parse(String(data)).kind);
      socket.close();
    });
    socket.on('unexpected-response', (_, { statusCode }) => resolve(statusCode));
    socket.on('error', () => {});
  });
}

const ownOrigin = () => `http://127.0.0.1:${host.port}`;

describe('the launch link', () => {
  it('is exchanged for a cookie that no script and no other site can use, and leaves the address', async () => {
    const { status, headers } = await get(host.url.slice(host.url.indexOf('/?')));
    expect(status).toBe(303);
    expect(headers.location).toBe('/');
    expect(headers['set-cookie']).toEqual([
      expect.stringMatching(
        new RegExp(`^contourist-${host.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
      ),
    ]);
  });

  it('for the process list opens the window once', async () => {
    const url = host.createSingleUseUrl();
    expect(url).not.toBe(host.url);
    const ticket = url.slice(url.indexOf('/?'));
    expect((await get(ticket, { Host: 'evil.example' })).status).toBe(403);
    const { status, headers } = await get(ticket);
    expect([status, headers['set-cookie']?.[0]?.split(';')[0]]).toEqual([303, cookie]);
    expect((await get(ticket)).status).toBe(403);
  });

  it('is refused with another token, or in the name of another host', async () => {
    expect((await get('/?token=wrong')).status).toBe(403);
    expect((await get('/?token=')).status).toBe(403);
    const link = host.url.slice(host.url.indexOf('/?'));
    const foreign = await get(link, { Host: `evil.example:${host.port}` });
    expect(foreign.status).toBe(403);
    expect(foreign.headers['set-cookie']).toBeUndefined();
  });
});

describe('files', () => {
  it('come with the cookie, under a policy that lets the page reach its own address alone', async () => {
    const { status, headers, body } = await get('/', { Cookie: `other=1; ${cookie}` });
    expect([status, body]).toEqual([200, PAGE]);
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe-eval');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    const script = await get('/assets/index-abc.js', { Cookie: cookie });
    expect(script.headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8' });
  });

  it('through an SSH tunnel that begins at another port too', async () => {
    expect((await get('/', { Cookie: cookie, Host: 'localhost:9999' })).status).toBe(200);
  });

  it.each([
    ['no cookie', '/', {}],
    ['a wrong cookie', '/', { Cookie: 'contourist-PORT=AAAA' }],
    ['a foreign host', '/', { Host: 'evil.example', Cookie: 'COOKIE' }],
    ['a host that only begins like ours', '/', { Host: '127.0.0.1.evil.example', Cookie: 'COOKIE' }],
    ['a foreign origin', '/', { Origin: 'https://evil.example', Cookie: 'COOKIE' }],
    ['another port as origin', '/', { Origin: 'http://127.0.0.1:1', Cookie: 'COOKIE' }],
    ['an opaque origin', '/', { Origin: 'null', Cookie: 'COOKIE' }],
  ])('are refused with %s', async (_, path, headers: Record<string, string>) => {
    const filled = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        value.replace('PORT', String(host.port)).replace('COOKIE', cookie),
      ]),
    );
    const { status, body } = await get(path, filled);
    expect(status).toBe(403);
    expect(body).not.toContain('<title>');
  });

  it.each([
    ['/../serve.ts', 404],
    ['/%2e%2e/package.json', 404],
    ['//etc/passwd', 404],
    ['//', 404],
    ['/assets/notes.md', 404],
    ['/assets', 404],
  ])('outside of the bundle there are none: %s', async (path, expected) => {
    expect((await get(path, { Cookie: cookie })).status).toBe(expected);
  });

  it('can be read and nothing else', async () => {
    expect((await get('/', { Cookie: cookie }, 'POST')).status).toBe(405);
  });
});

describe('the socket', () => {
  it('carries messages for the own page', async () => {
    expect(await connect({ Cookie: cookie, Origin: ownOrigin() })).toBe('error'); // there is no method `none`
  });

  it('is refused to other sites, other names, other users, and without an origin', async () => {
    expect(await connect({ Cookie: cookie, Origin: 'https://evil.example' })).toBe(403);
    expect(await connect({ Cookie: cookie, Origin: 'http://evil.example', Host: 'evil.example' })).toBe(403);
    expect(await connect({ Origin: ownOrigin() })).toBe(403);
    expect(await connect({ Cookie: cookie })).toBe(403);
    expect(await connect({ Cookie: cookie, Origin: ownOrigin() }, '/elsewhere')).toBe(403);
  });

  it('is closed on what is no message of the contract', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}/socket`, {
      headers: { Cookie: cookie, Origin: ownOrigin() },
    });
    socket.on('open', () => socket.send('{"kind":"event"}'));
    expect(await new Promise((resolve) => socket.on('close', resolve))).toBe(1008);
  });
});

it('names the trouble with a port', async () => {
  await expect(serve({ core, rendererFolder: folder, port: host.port })).rejects.toMatchObject({
    code: 'port.taken',
  });
});

it('asks for a build where there is none', async () => {
  await expect(serve({ core, rendererFolder: join(folder, 'none') })).rejects.toMatchObject({
    code: 'renderer.missing',
    hint: expect.stringContaining('npm run build'),
  });
});
