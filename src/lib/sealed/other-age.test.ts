/**
 * Whoever holds the keys needs nothing of ours to read a tip: every kind of thing that is sealed opens with the
 * identity that the printed sheet gives, by a second implementation of age and the framing as docs/tips-protocol.md words it.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { makeCode } from '#shared/code/index.ts';
import { lockKeys } from './bundle.ts';
import { lockDraft } from './draft.ts';
import { sealExport } from './export.ts';
import type { Holder } from './holder.ts';
import { notesRoom, sealNote } from './notes.ts';
import { openAge, type Opener } from './other-age.ts';
import { cut } from './parts.ts';
import { newEpoch } from './rekey.ts';
import { sealProposal } from './reward.ts';
import { sealSecret } from './room.ts';
import { at, secretsOf, talk, words, type Story } from './story.ts';
import { openThread, type ThreadGiven } from './thread.ts';

const code = makeCode(new Uint8Array(15).fill(23));
let story: Story;
let given: ThreadGiven;
let officer: Holder;
/** As the officer exports it: out of the bundle, by the code on paper. */
let exported: { identity: string };

const json = (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString('utf8'));

/** u32 length | content | zeros to the bucket. */
function framed(file: Uint8Array, opener: Opener) {
	const plain = openAge(file, opener);
	const end = 4 + plain.readUInt32BE(0);
	expect(plain.subarray(end).every((byte) => byte === 0)).toBe(true);
	return { kib: plain.length / 1024, content: plain.subarray(4, end) };
}

/** u32 length of the JSON | JSON | Ed25519ctx signature, 64 bytes, or nothing. */
function said(file: Uint8Array, opener: Opener) {
	const { kib, content } = framed(file, opener);
	const end = 4 + content.readUInt32BE(0);
	const [text, signature] = [content.subarray(4, end), content.subarray(end)];
	const value = json(text);
	const isBy = (context: string, by = value.by as string) => {
		const der = Buffer.from(`302a300506032b6570032100${by}`, 'hex');
		const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
		return verify(null, text, { key, context: Buffer.from(context) } as never, signature);
	};
	return { kib, value, signature, isBy };
}

beforeAll(async () => {
	({ story, given } = await talk());
	officer = story.officers[0]!;
	const keys = json(openAge(await lockKeys(officer, code), { passphrase: code }));
	expect(keys).toMatchObject({ v: 1, sign: Buffer.from(officer.signer.secret).toString('hex') });
	exported = keys as { identity: string };
});

/** The room's key, out of the row that is sealed to whoever holds these keys. */
function room(of: Opener, row: Uint8Array): Opener {
	const { kib, value, signature } = said(row, of);
	expect([kib, value.room, signature.length]).toEqual([1, 'T', 0]);
	return { identity: value.identity };
}
const rowOf = (verify: string | null) =>
	story.prepared.secrets.find((row) => row.verify === verify)!.sealed;

it('the thread of a tip, with an officer’s exported identity and with the sender’s', () => {
	for (const [keys, row] of [
		[exported, rowOf(officer.signer.verify)],
		[story.sender, rowOf(null)]
	] as const) {
		const opener = room({ identity: keys.identity }, row);
		const read = story.items.map(({ sealed }) => said(sealed, opener));
		expect(read.map(({ kib, value }) => [kib, value.kind])).toEqual([
			[1, 'header'],
			[4, 'body'],
			[4, 'message'],
			[4, 'message']
		]);
		expect(read.every(({ isBy }) => isBy('gan-dan/item/v1'))).toBe(true);
		expect(read.some(({ isBy }) => isBy('gan-dan/room/v1'))).toBe(false);
		expect(read[1]!.value.content).toMatchObject({
			...words,
			recipient: story.sender.recipient,
			verify: story.sender.signer.verify
		});
		const hash = (file: Uint8Array) => createHash('sha256').update(file).digest('hex');
		expect(read.map(({ value }) => value.prev)).toEqual([
			null,
			...story.items.slice(0, -1).map(({ sealed }) => hash(sealed))
		]);
	}
});

it('a new room, its secrets, and a note of officers', async () => {
	const members = story.officers.map(({ recipient, signer }) => ({
		recipient,
		verify: signer.verify
	}));
	const thread = await openThread(given);
	const next = await newEpoch(thread, { members, list: 4, at }, officer.signer);
	const old = room(exported, rowOf(officer.signer.verify));
	const rekey = said(next.item, old);
	expect([rekey.kib, rekey.value.kind, rekey.isBy('gan-dan/item/v1')]).toEqual([4, 'rekey', true]);
	expect(rekey.value.content).toEqual({
		recipient: next.room.recipient,
		epoch: 2,
		members: members.map(({ verify }) => verify)
	});
	const rows = next.secrets.filter(({ verify }) => verify === officer.signer.verify);
	const [T, D] = rows.map(({ sealed }) => said(sealed, exported));
	expect(T!.value).toMatchObject({ room: 'T', epoch: 2, identity: next.room.identity });
	expect(D!.value).toMatchObject({ room: 'D', epoch: 2, identity: next.notes.identity });
	expect(D!.isBy('gan-dan/room/v1')).toBe(true);
	const secrets = await secretsOf(officer, next.secrets);
	const officers = { officerOf: () => true, units: new Map([[2, null]]) };
	const D2 = notesRoom({ tip: thread.tip, epoch: 2, secrets, ...officers });
	const note = { list: 4, at, content: { text: 'Hỏi anh Ba ở thôn' } };
	const read = said(await sealNote(D2, note, officer.signer), { identity: D!.value.identity });
	expect([read.kib, read.value.kind, read.isBy('gan-dan/item/v1')]).toEqual([4, 'note', true]);
	expect(read.value.content).toEqual(note.content);
});

it('an attachment of one part, and one of several', async () => {
	const { identity, recipient } = story.prepared.room;
	for (const [length, sizes] of [
		[70_000, [256]],
		[5_000_000, [4096, 4096]]
	] as const) {
		const bytes = Buffer.alloc(length, 'ảnh');
		const parts = await Array.fromAsync(cut(bytes, recipient));
		const opened = parts.map(({ sealed }) => framed(sealed, { identity }));
		expect(opened.map(({ kib }) => kib)).toEqual(sizes);
		expect(Buffer.concat(opened.map(({ content }) => content)).equals(bytes)).toBe(true);
	}
});

it('the proposal of a reward', async () => {
	const proposal = {
		...{ unit: '21439', number: 'TH-4821-0937', claim: 'ab'.repeat(32), amount: 2_000_000 },
		...{ tip: story.prepared.tip, case: crypto.randomUUID(), list: 3 }
	};
	const read = said(await sealProposal(proposal, officer.signer, officer.recipient), exported);
	expect([read.kib, read.isBy('gan-dan/proposal/v1')]).toEqual([1, true]);
	expect(read.value).toEqual({ v: 1, ...proposal, by: officer.signer.verify });
});

it('a sender’s draft and an export, with the code alone', async () => {
	const draft = { v: 1, answers: { story: 'Bẻ khóa xe' } };
	expect(json(openAge(await lockDraft(draft, code), { passphrase: code }))).toEqual(draft);
	const files = [{ path: 'tip.txt', bytes: Buffer.from('Đêm nào cũng có người lấy trộm tôm.') }];
	const given = { code, at: new Date(at) };
	const made = await sealExport({ reference: 'TB-26-000001' }, files, officer.signer, given);
	const archive = openAge(made.file, { passphrase: code });
	expect(archive.toString('latin1', 257, 262)).toBe('ustar');
	expect(archive.includes(files[0]!.bytes)).toBe(true);
});

it('and with other keys, or a bit changed anywhere, not at all', async () => {
	const stranger = story.officers[1]!;
	const row = rowOf(officer.signer.verify);
	expect(() => openAge(row, { identity: stranger.identity })).toThrow();
	expect(() => openAge(row, { passphrase: code })).toThrow('not under a passphrase');
	expect(() => openAge(rowOf(null), exported)).toThrow();
	const { tip, room } = story.prepared;
	const secret = { tip, epoch: 1, room: 'T' as const, identity: room.identity };
	const file = await sealSecret(secret, officer.recipient);
	for (let place = 0; place < file.length; place += 97) {
		const changed = file.slice();
		changed[place]! ^= 1;
		expect(() => openAge(changed, exported), `byte ${place}`).toThrow();
	}
});
