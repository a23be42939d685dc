import { describe, expect, it } from 'vitest';

import { parseNoProxy, parseProxy, proxyAuthorization, proxyFor } from './outgoing-proxy.ts';

const http = new URL('http://plain.example:3128');
const https = new URL('http://tunnel.example:3128');
const through = (url: string, noProxy = '') =>
  proxyFor({ http, https, except: parseNoProxy(noProxy) }, new URL(url))?.hostname ?? null;

describe('which proxy', () => {
  it.each([
    ['https://api.kie.ai/api', 'tunnel.example'],
    ['http://vendor.lan/api', 'plain.example'],
    ['http://localhost:4861/', null],
    ['https://sandbox.localhost/', null],
    ['http://127.0.0.1:4861/', null],
    ['http://127.1.2.3/', null],
    ['http://[::1]:4861/', null],
  ])('%s goes through %s', (url, proxy) => {
    expect(through(url)).toBe(proxy);
  });

  it.each([
    ['https://api.kie.ai/', 'kie.ai', true],
    ['https://api.kie.ai/', '.kie.ai', true],
    ['https://api.kie.ai/', '*.kie.ai', true],
    ['https://api.kie.ai/', 'other.example api.kie.ai', true],
    ['https://api.kie.ai/', 'API.KIE.AI', true],
    ['https://api.kie.ai/', 'ie.ai', false],
    ['https://api.kie.ai/', '*', true],
    ['https://api.kie.ai/', 'api.kie.ai:443', true],
    ['https://api.kie.ai/', 'api.kie.ai:8443', false],
    ['http://10.1.2.3:8000/', '10.0.0.0/8', true],
    ['http://10.1.2.3:8000/', '10.1.2.3', true],
    ['http://[fd00::7]/', 'fd00::/8', true],
    ['http://11.1.2.3/', '10.0.0.0/8', false],
  ])('%s under NO_PROXY=%s goes directly: %s', (url, noProxy, isDirect) => {
    expect(through(url, noProxy) === null).toBe(isDirect);
  });

  it('is read with or without a scheme, and refused where it is no HTTP proxy', () => {
    expect(parseProxy('proxy.example:3128')?.href).toBe('http://proxy.example:3128/');
    expect(parseProxy('https://proxy.example')?.href).toBe('https://proxy.example/');
    expect(parseProxy('socks5://proxy.example:1080')).toBe(null);
  });

  it('is told who we are when its address holds a name', () => {
    const proxy = parseProxy('http://me:p%40ss@proxy.example:3128');
    expect(proxy && proxyAuthorization(proxy)).toBe(`Basic ${btoa('me:p@ss')}`);
    expect(proxyAuthorization(http)).toBe(null);
  });
});
