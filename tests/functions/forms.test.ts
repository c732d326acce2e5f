/** The search for planted words is held against leaks that were made on purpose: what it does not find proves nothing. */
import { Buffer } from 'node:buffer';
import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { folded } from '../../src/lib/tips/identifiers.ts';
import { piecesOf } from './forms.ts';
import { foundAmong } from './traces.ts';

const text = 'Vườn quế sau miếu bị đốn trộm, Đội 3 đều biết';
const plate = '76-H1 123.45';
const secret = Uint8Array.from({ length: 32 }, (_, at) => (at * 37 + 200) & 255);

const isFound = (leak: string, words: Parameters<typeof foundAmong>[1] = [['text', text]]) =>
	foundAmong(new Map([['a log', `2026-11-27 \0\x01 said "${leak}" \xff\n`]]), words).length > 0;
const latin1 = (bytes: Buffer) => bytes.toString('latin1');
const ascii = (one: string, as: (code: number) => string) =>
	Array.from(one, (letter) => (letter > '~' ? as(letter.codePointAt(0)!) : letter)).join('');

it('whoever writes down what a sender wrote is found, in whatever form', () => {
	const leaks: Record<string, string> = {
		'as it is': text,
		'bytes of UTF-8': latin1(Buffer.from(text)),
		'UTF-16, little end first': latin1(Buffer.from(text, 'utf16le')),
		'UTF-16, big end first': latin1(Buffer.from(text, 'utf16le').swap16()),
		'hex, as bytea': Buffer.from(text).toString('hex'),
		'hex, large': Buffer.from(text).toString('hex').toUpperCase(),
		'percent-encoded': encodeURIComponent(text),
		'percent-encoded, small': encodeURIComponent(text).replace(/%../g, (one) => one.toLowerCase()),
		'in the address of a form': new URLSearchParams({ q: text }).toString(),
		'JSON with escapes': ascii(text, (code) => `\\u${code.toString(16).padStart(4, '0')}`),
		'JSON with large escapes': ascii(
			text,
			(code) => `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`
		),
		'JSON in JSON': JSON.stringify(JSON.stringify({ text })),
		'entities of HTML': ascii(text, (code) => `&#${code};`),
		'octal, as git and PostgreSQL escape': Array.from(Buffer.from(text), (byte) =>
			byte > 126 ? `\\${byte.toString(8)}` : String.fromCharCode(byte)
		).join(''),
		'marks apart': text.normalize('NFD'),
		'marks apart, in bytes': latin1(Buffer.from(text.normalize('NFD'))),
		'marks apart, percent-encoded': encodeURIComponent(text.normalize('NFD')),
		'in large letters': text.toUpperCase(),
		'in small letters, percent-encoded': encodeURIComponent(text.toLowerCase()),
		'without marks': folded(text),
		'without marks, in base 64': Buffer.from(`{"w":"${folded(text)}"}`).toString('base64'),
		'without marks, as typed': 'Vuon que sau mieu bi don trom, Doi 3 deu biet',
		'as Node prints it': inspect({ text })
	};
	for (const at of [0, 1, 2]) {
		const within = Buffer.from(`${'>'.repeat(at)}${text}!`);
		leaks[`base 64 from place ${at}`] = within.toString('base64');
		leaks[`base 64 for addresses from place ${at}`] = within.toString('base64url');
	}
	expect(Object.keys(leaks).filter((name) => !isFound(leaks[name]!))).toEqual([]);
	expect(isFound('Vườn chè trước miếu bị đốn trộm')).toBe(false);
});

it('half a sentence is found, and three words of it', () => {
	const pieces = piecesOf([['text', text]]);
	for (const left of [
		'Vườn quế sau',
		'quế sau miếu bị',
		'Đội 3 đều',
		'…miếu bị đốn…',
		'bi don trom'
	]) {
		expect(isFound(left), left).toBe(false);
		expect(isFound(left, pieces), left).toBe(true);
	}
	expect(isFound('hai chữ: quế sau', pieces)).toBe(false);
	expect(piecesOf([['plate', plate]])).toEqual([['plate', plate]]);
});

it('bytes of a key are found as they are, in hex and in base 64', () => {
	const bytes = Buffer.from(secret);
	for (const leak of [
		latin1(bytes),
		bytes.toString('hex'),
		bytes.toString('hex').toUpperCase(),
		...[0, 1, 2].map((at) => Buffer.concat([Buffer.alloc(at, 7), bytes]).toString('base64')),
		bytes.toString('base64url')
	])
		expect(isFound(leak, [['key', secret]]), leak).toBe(true);
	expect(isFound(latin1(bytes.subarray(1)), [['key', secret]])).toBe(false);
});

it('of many words each is named with every place that holds it, whatever stands around', () => {
	const places = new Map([
		['one', `aaa${plate}bbb`],
		['two', `${plate.slice(0, -1)}${plate}`],
		['three', plate.slice(1)]
	]);
	expect(
		foundAmong(places, [
			['plate', plate],
			['text', text]
		])
	).toEqual(['plate in one', 'plate in two']);
});
