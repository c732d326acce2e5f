import { expect, it } from 'vitest';
import { changed } from './sealed-answers.ts';

const whole = { 'cache-control': 'no-store, no-transform' };
const told = (headers: Record<string, string>, size = 512) =>
	changed({ headers: new Headers(headers), body: Buffer.alloc(size) }, 512);

it('an answer that came as it was sent is well', () => {
	expect(told(whole)).toBeNull();
});

it.each([
	['packed', { ...whole, 'content-encoding': 'br' }, 512, /is compressed/],
	['cut', whole, 500, /has 500 bytes instead of 512/],
	['kept', { 'cache-control': 'private' }, 512, /may be kept in a cache/],
	['changed', { 'cache-control': 'no-store' }, 512, /may be changed on its way/]
])('an answer that was or may be %s on its way is told of', (_, headers, size, words) => {
	expect(told(headers as Record<string, string>, size)).toMatch(words);
});
