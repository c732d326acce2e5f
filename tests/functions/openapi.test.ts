/**
 * The document for other programs. Each example is sent, as a province's system would send it, with what a program puts in by
 * itself (proofs, tokens, secrets); what comes back is what the document says.
 */
import { randomInt } from 'node:crypto';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { keyTree } from '../../src/lib/sealed/tree.ts';
import { makeCode } from '../../supabase/functions/_shared/code/index.ts';
import {
	ANSWER_BYTES,
	decodeAnswer,
	encodeRequest
} from '../../supabase/functions/_shared/frames/index.ts';
import { examples, openapi, published } from '../../supabase/functions/_shared/openapi/index.ts';
import { solve } from '../../supabase/functions/_shared/proof/solve.ts';
import { startFuzz, type FuzzScene } from '../fuzz/scene.ts';

type Operation = { responses: Record<string, { description: string }> };
type Document = {
	paths: Record<string, Record<string, Operation>>;
	components: { schemas: Record<string, Parameters<typeof z.fromJSONSchema>[0]> };
};
const document = JSON.parse(JSON.stringify(openapi('0.1.0'))) as Document;
const schemaOf = (name: string) => z.fromJSONSchema(document.components.schemas[name]!);
const upper = (name: string) =>
	name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const names = Object.keys(published);
const pathOf = (name: string) => {
	const { door } = published[name]!;
	return door.kind === 'edge' ? `/functions/v1/${door.path}` : `/rest/v1/rpc/${name}`;
};

let at: FuzzScene;
beforeAll(async () => {
	at = await startFuzz();
}, 120_000);
afterAll(() => at?.stop());

async function post(path: string, body: BodyInit, type = 'application/json') {
	const headers = { apikey: at.stack.keys.publishable, 'content-type': type };
	return fetch(at.stack.origin + path, { method: 'POST', headers, body });
}
/** Sends the example of a door, with what is known by now put in its place. */
async function send(name: string, over: object = {}) {
	const action = published[name]!.door.kind === 'edge' ? { action: name } : {};
	const body = { ...action, ...examples[name], ...over };
	expect(schemaOf(`${upper(name)}Request`).safeParse(body).error?.issues ?? [], name).toEqual([]);
	const answer = await post(pathOf(name), JSON.stringify(body));
	return { status: answer.status, body: await answer.json() };
}
async function ask(name: string, over: object = {}) {
	const { status, body } = await send(name, over);
	expect([name, status, status === 200 ? null : body]).toEqual([name, 200, null]);
	expect(schemaOf(`${upper(name)}Answer`).safeParse(body).error?.issues ?? [], name).toEqual([]);
	return body;
}

describe('the document', () => {
	it('is OpenAPI 3.1, names each operation once and leaves no schema unused', async () => {
		const { valid, errors } = await new Validator().validate(document);
		expect(errors ?? []).toEqual([]);
		expect(valid).toBe(true);
		const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
		const ids = operations.map((one) => (one as unknown as { operationId: string }).operationId);
		expect(new Set(ids).size).toBe(ids.length);
		const text = JSON.stringify(document);
		// These two travel in frames, and are named in words.
		for (const name of Object.keys(document.components.schemas))
			expect(text.includes(`#/components/schemas/${name}"`) || /^Lookup/.test(name), name).toBe(
				true
			);
	});

	it('offers no door of officers and nothing of tips', () => {
		expect(names.filter((name) => published[name]!.door.who !== 'anyone')).toEqual([]);
		expect(JSON.stringify(document)).not.toMatch(
			/epoch|rekey|tips_desk|tips_submit|"claim"|sealed to/
		);
	});
});

describe('a program that books on behalf', () => {
	it('books, moves, looks up and cancels by the examples alone', async () => {
		const { deploymentId } = await (await fetch(`${at.stack.origin}/_config.json`)).json();
		const code = makeCode(Array.from({ length: 15 }, () => randomInt(32)));
		const tree = await keyTree(code, deploymentId);
		const [lookup, lookup_hash] = [hex(tree.lookup), hex(tree.lookupHash)];
		const key = () => crypto.randomUUID();
		const proof = async () => solve((await ask('booking_challenge')).challenge);

		const { areas, hamlets } = await ask('unit_public');
		await ask('booking_days');
		const { area, unit } = at.world;
		expect(areas).toContainEqual(expect.objectContaining({ code: area, unit }));
		const hamlet = hamlets.find((one: { area: string }) => one.area === area).id as string;
		const { wanted } = examples.booking_offers as { wanted: object };
		const offers = await ask('booking_offers', {
			wanted: { ...wanted, area, hamlet },
			proof: await proof()
		});
		const { token } = offers.days[0].windows[0];
		const first = await ask('booking_hold', { key: key(), token });
		await ask('booking_extend', { key: key(), hold: first.hold });
		await ask('booking_release', { key: key(), hold: first.hold });
		const again = await ask('booking_offers', {
			wanted: { ...wanted, area, hamlet },
			proof: await proof()
		});
		const { hold } = await ask('booking_hold', {
			key: key(),
			token: again.days[0].windows[0].token
		});
		const { form } = examples.booking_submit as { form: { place: object } };
		const place = { ...form.place, area, hamlet };
		const submit = { key: key(), lookup_hash, hold, form: { ...form, place } };
		const booked = await ask('booking_submit', submit);
		// A lost answer is asked for again under the same key.
		expect(await ask('booking_submit', submit)).toEqual(booked);

		const other = await ask('booking_offers', { wanted: null, proof: null, lookup });
		const moved = other.days.at(-1).windows.at(-1).token;
		await ask('booking_reschedule', { key: key(), lookup, token: moved });

		const say = async (request: object) => {
			expect(schemaOf('LookupRequest').safeParse(request).error?.issues ?? []).toEqual([]);
			const frame = encodeRequest(request);
			const answer = await post('/functions/v1/lookup', frame, 'application/octet-stream');
			const bytes = new Uint8Array(await answer.arrayBuffer());
			expect([answer.status, bytes.length]).toEqual([200, ANSWER_BYTES]);
			const said = decodeAnswer(bytes, tree.lookup);
			expect(schemaOf('LookupAnswer').safeParse(said).error?.issues ?? []).toEqual([]);
			return said as { opened: { reference: string; version: number; state: string } };
		};
		const { opened } = await say({ op: 'open', lookup, before: null });
		expect(opened.reference).toBe(booked.reference);
		const cancel = { act: 'cancel', reason: 'no_longer_needed', died: [], note: null };
		const { version } = opened;
		const ended = await say({ op: 'say', lookup, key: key(), version, say: cancel });
		expect(ended.opened.state).toBe('cancelled');

		const call = examples.booking_call_back as { form: object };
		await ask('booking_call_back', {
			key: key(),
			lookup_hash: hex(crypto.getRandomValues(new Uint8Array(32))),
			proof: await proof(),
			form: { ...call.form, area }
		});
	});

	it('reads the news and the figures', async () => {
		const { unit } = at.world;
		const { rows } = await ask('news_list', { unit });
		await ask('news_post', { slug: rows[0].slug });
		await ask('news_campaigns', { unit });
		for (const name of names.filter((one) => published[one]!.tag === 'Figures'))
			await ask(name, { unit });
		for (const [format, type] of [
			['atom', 'application/atom+xml'],
			['json', 'application/feed+json']
		]) {
			const answer = await fetch(`${at.stack.origin}/functions/v1/news/${format}?don-vi=${unit}`);
			expect([answer.status, answer.headers.get('content-type')]).toEqual([
				200,
				`${type}; charset=utf-8`
			]);
		}
	});

	it.each(names)(
		'that sends the example of %s as it stands is told what the document says',
		async (name) => {
			const { status, body } = await send(name);
			const said = document.paths[pathOf(name)]!.post!.responses[String(status)];
			expect(said, String(status)).toBeDefined();
			if (status === 200) return;
			const edge = published[name]!.door.kind === 'edge';
			const shape = schemaOf(edge ? 'EdgeRefusal' : 'RpcRefusal').safeParse(body);
			expect(shape.error?.issues ?? []).toEqual([]);
			expect(said!.description).toContain(`\`${edge ? body.code : body.message}\``);
		}
	);
});
