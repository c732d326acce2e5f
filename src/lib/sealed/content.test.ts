import { beforeAll, describe, expect, it } from 'vitest';
import { isContent, type Body, type Header, type Message, type Rekey } from './content.ts';
import type { ItemKind } from './envelope.ts';
import { newHolder } from './holder.ts';
import type { PartRef } from './partref.ts';
import { header, words } from './story.ts';

const hash = 'ab'.repeat(32);
const part: PartRef = {
	name: 'Tệp 1',
	type: 'image/jpeg',
	bytes: 0,
	kind: 'redrawn',
	parts: [{ id: '00000000-0000-4000-8000-000000000001', sha256: hash }]
};

type Given = { header: Header; body: Body; message: Message; rekey: Rekey };
/** Of each kind one with all that it may hold. */
let whole: Given;
beforeAll(async () => {
	const { recipient } = await newHolder();
	whole = {
		header,
		body: { ...words, recipient, verify: hash, parts: [part] },
		message: { text: 'Ở đâu?', question: true, parts: [part] },
		rekey: { recipient, epoch: 2, members: [hash], to: { unit: '21439', list: 1 } }
	};
});

/** What may be left out of a kind. */
const free: Record<keyof Given, string[]> = {
	header: [],
	body: [],
	message: ['question', 'parts'],
	rekey: ['to']
};
const kinds = Object.keys(free) as (keyof Given)[];

/** The same with one thing in it changed, as `['answers', 0, 'q']` leads to it; undefined takes it away. */
function changed(value: unknown, [first, ...rest]: (string | number)[], to: unknown): unknown {
	if (first === undefined) return to;
	const copy = structuredClone(value) as Record<string | number, unknown>;
	const next = changed(copy[first], rest, to);
	if (next === undefined) Reflect.deleteProperty(copy, first);
	else copy[first] = next;
	return copy;
}

/** Every way that leads to something in it, itself last. */
function waysIn(value: unknown): (string | number)[][] {
	if (typeof value !== 'object' || value === null) return [[]];
	const inside = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
	return [...inside.flatMap(([key, one]) => waysIn(one).map((way) => [key, ...way])), []];
}

describe.each(kinds)('what a stranger puts into a %s', (kind) => {
	it('is taken when it is all that it may be, and when what is free is left out', () => {
		expect(isContent(kind, whole[kind])).toBe(true);
		for (const name of free[kind])
			expect(isContent(kind, changed(whole[kind], [name], undefined)), name).toBe(true);
	});

	it('is refused when anything in it is of another kind, is gone, or stands there besides', () => {
		for (const way of waysIn(whole[kind])) {
			for (const odd of [null, 1.5, { a: 1 }, [[]]])
				expect(isContent(kind, changed(whole[kind], way, odd)), `${way}: ${odd}`).toBe(false);
			const last = way.at(-1);
			if (typeof last !== 'string') continue;
			const leaving = way.length === 1 && free[kind].includes(last);
			expect(isContent(kind, changed(whole[kind], way, undefined)), `no ${way}`).toBe(leaving);
			const besides = [...way.slice(0, -1), 'besides'];
			expect(isContent(kind, changed(whole[kind], besides, 'x')), `${besides}`).toBe(false);
		}
	});

	it('is refused when it is that of another kind of item', () => {
		const others: ItemKind[] = kinds.filter((other) => other !== kind);
		for (const other of others) expect(isContent(other, whole[kind]), other).toBe(false);
	});
});

it('a key that is not hybrid, a hash that is none, an epoch before the second and an unknown photo are refused', () => {
	for (const [kind, way, to] of [
		['body', ['recipient'], `age1${'q'.repeat(58)}`],
		['rekey', ['recipient'], `age1${'q'.repeat(58)}`],
		['body', ['verify'], hash.toUpperCase()],
		['body', ['claim'], hash.slice(1)],
		['rekey', ['members', 0], `${hash}0`],
		['rekey', ['epoch'], 1],
		['rekey', ['to', 'list'], 0],
		['message', ['parts', 0, 'kind'], 'drawn'],
		['message', ['parts', 0, 'bytes'], -1],
		['message', ['parts', 0, 'parts', 0, 'id'], '1'],
		['message', ['parts', 0, 'parts', 0, 'sha256'], hash.slice(2)]
	] as const)
		expect(isContent(kind, changed(whole[kind], [...way], to)), `${kind} ${way}`).toBe(false);
});
