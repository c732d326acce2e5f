/** A sender who is code: their tip goes through the real doors, and they read and answer as their browser would. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import * as cipher from '../../src/lib/sealed/cipher.ts';
import type { PartRef } from '../../src/lib/sealed/cipher.ts';
import type { DeskFloor } from '../../supabase/functions/_shared/contracts/sealing.ts';
import type { Upload } from '../../supabase/functions/_shared/contracts/tips.ts';
import { encodeUpload } from '../../supabase/functions/_shared/upload/index.ts';
import { solve } from '../../supabase/functions/_shared/proof/solve.ts';
import type { Desk } from './desk.ts';
import { expect, type TestStack } from './world.ts';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const now = () => cipher.hourOf(new Date());

export type Words = {
	story: string;
	plates?: string[];
	places?: string[];
	urgent?: boolean;
	/** Version of the desk's list, when a newer one was signed. */
	list?: number;
	/** Attachments of one part each. */
	files?: Uint8Array[];
};

/** Seals a tip to the officers of the desk and sends it; `case` is its id in the queue. */
export async function sendTip(stack: TestStack, desk: Desk, words: Words) {
	const { list = 1 } = words;
	const citizen = await cipher.newHolder();
	const lookup = crypto.getRandomValues(new Uint8Array(32));
	const lookup_hash = createHash('sha256').update(lookup).digest('hex');
	const { unit } = desk;
	const asked = await stack.edge('tips', 'tips_desk', {
		unit,
		oversight: false,
		lookup_hash,
		from: 0
	});
	const recipients = desk.members.map(({ holder }) => ({
		recipient: holder.recipient,
		verify: holder.signer.verify
	}));
	const prepared = await cipher.prepareTip({ recipients, citizen });
	const proof = await solve(asked.body.challenge);
	const parts: PartRef[] = [];
	for (const [at, file] of (words.files ?? []).entries()) {
		for await (const { sealed, sha256 } of cipher.cut(file, prepared.room.recipient)) {
			const part = crypto.randomUUID();
			await upload(stack, { part, lookup_hash, proof }, sealed);
			const ref = { name: `Tệp ${at + 1}`, type: 'application/pdf', kind: 'file' } as const;
			parts.push({ ...ref, bytes: file.length, parts: [{ id: part, sha256 }] });
		}
	}
	const { story, plates = [], places = [], urgent = false } = words;
	const named = { phones: [], accounts: [], plates, places };
	const sealed = await cipher.sealTip(prepared, {
		citizen,
		list,
		at: now(),
		header: { category: 'theft', danger: urgent, ...named },
		body: {
			claim: 'ab'.repeat(32),
			category: 'theft',
			answers: [{ q: 'Sự việc thế nào?', a: story }],
			oversight: false,
			parts
		}
	});
	const { status, body } = await stack.edge('tips', 'tips_submit', {
		key: crypto.randomUUID(),
		lookup_hash,
		proof,
		unit,
		tip: prepared.tip,
		list,
		urgent,
		header: base64(sealed.header),
		body: base64(sealed.body),
		secrets: prepared.secrets.map((one) => ({ ...one, sealed: base64(one.sealed) })),
		parts: parts.flatMap((ref) => ref.parts.map(({ id }) => id))
	});
	expect(status, JSON.stringify(body)).toBe(200);
	const [row] = await stack.sql<{ id: string }[]>`
		select id from queue.cases where reference = ${body.reference}`;
	return new Sender(stack, desk, citizen, {
		case: row!.id,
		tip: prepared.tip,
		reference: body.reference as string
	});
}

async function upload(stack: TestStack, head: Upload, file: Uint8Array) {
	const answer = await fetch(`${stack.origin}/functions/v1/tips`, {
		method: 'POST',
		headers: { 'content-type': 'application/octet-stream' },
		body: encodeUpload(head, file)
	});
	expect(answer.status, await answer.text()).toBe(200);
}

export class Sender {
	readonly id: string;
	readonly reference: string;
	#tip: string;
	#stack: TestStack;
	#desk: Desk;
	#citizen: cipher.Holder;

	constructor(
		stack: TestStack,
		desk: Desk,
		citizen: cipher.Holder,
		made: { case: string; tip: string; reference: string }
	) {
		this.#stack = stack;
		this.#desk = desk;
		this.#citizen = citizen;
		[this.id, this.#tip, this.reference] = [made.case, made.tip, made.reference];
	}

	/** The thread as the sender's own keys open and judge it. @param others desks that the tip may have gone to */
	async read(others: readonly Desk[] = []) {
		const { sql } = this.#stack;
		const items = await sql<{ seq: number; epoch: number; sealed: Uint8Array }[]>`
			select seq, epoch, sealed from tips.items where case_id = ${this.id} order by seq`;
		const own = await sql<{ sealed: Uint8Array }[]>`
			select sealed from tips.secrets where case_id = ${this.id} and officer is null`;
		const open = ({ sealed }: { sealed: Uint8Array }) =>
			cipher.openSecret(new Uint8Array(sealed), this.#citizen.identity);
		return cipher.openThread({
			tip: this.#tip,
			items: items.map((item) => ({ ...item, sealed: new Uint8Array(item.sealed) })),
			secrets: await Promise.all(own.map(open)),
			self: this.#citizen,
			officerOf: (_, verify, unit) =>
				[this.#desk, ...others]
					.filter((desk) => desk.unit === (unit ?? this.#desk.unit))
					.some(({ members }) => members.some(({ holder }) => holder.signer.verify === verify)),
			complete: true
		});
	}

	/** What was said after the first text, in order; damaged items by their damage. */
	async said(others: readonly Desk[] = []): Promise<string[]> {
		const { entries } = await this.read(others);
		return entries
			.slice(2)
			.map((entry) =>
				'damaged' in entry
					? entry.damaged
					: ((entry.envelope.content as { text?: string }).text ?? entry.envelope.kind)
			);
	}

	async answer(text: string) {
		const thread = await this.read();
		const next = { kind: 'message', dir: 'in', list: 1, at: now(), content: { text } } as const;
		const sealed = base64(await cipher.sealNext(thread, next, this.#citizen.signer));
		const { sql } = this.#stack;
		await sql`select tips.say_for_sender(c, c.version, ${sql.json({
			act: 'message',
			item: crypto.randomUUID(),
			seq: thread.seq + 1,
			epoch: thread.room!.epoch,
			sealed
		})}) from queue.cases c where c.id = ${this.id}`;
	}
}

/** What a build knows of each unit's desk list, as it stands in a script. */
const floorsInScript = /=(\{(?:"?\d{5}"?:\{[^{}]*\},?)*\})(,\w+=(\w+)=>\w+\[\3\]\?\?null)/;
/** The scripts that hold it, one a language. */
const withFloors = globSync('build/**/*.js').filter((file) =>
	floorsInScript.test(readFileSync(file, 'utf8'))
);

/** The pages as if they had been built with these floors: the one script that holds a build's floors is written anew. */
export async function builtWith(context: BrowserContext, known: Record<string, DeskFloor>) {
	const floors = JSON.stringify(known);
	for (const file of withFloors) {
		await context.route(`**/${basename(file)}`, async (route) => {
			const answer = await route.fetch({ maxRetries: 2 });
			const text = await answer.text();
			await route.fulfill({
				response: answer,
				body: text.replace(floorsInScript, (_, __: string, after: string) => `=${floors}${after}`)
			});
		});
	}
}
