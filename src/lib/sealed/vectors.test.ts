import { hexToBytes } from '@noble/hashes/utils.js';
import { expect, it } from 'vitest';
import { fromBase64 } from './base64.ts';
import { unlockKeys } from './bundle.ts';
import { signDesk, verifyDesk } from './desk.ts';
import { digestOf } from './digest.ts';
import { openHeader } from './header.ts';
import { holderOf } from './holder.ts';
import { openItem } from './item.ts';
import { openSecret } from './room.ts';
import known from './vectors.sealed.json' with { type: 'json' };

const { seed, sign } = known.holder;
const holder = await holderOf({ seed: hexToBytes(seed), sign: hexToBytes(sign) });

it('a seed gives the same identity, recipient and signing key for ever', () => {
	expect(holder.identity).toBe(known.holder.identity);
	expect(digestOf(holder.recipient)).toBe(known.holder.recipientSha256);
	expect(holder.signer.verify).toBe(known.holder.verify);
});

it('a tip that was sealed years ago still opens', async () => {
	const secret = await openSecret(fromBase64(known.secret), holder.identity);
	expect(secret).toMatchObject({ tip: known.tip, epoch: 1, room: 'T', signed: null });
	expect(secret.identity).toBe(known.room.identity);
	expect(digestOf(secret.recipient)).toBe(known.room.recipientSha256);
	const { envelope } = await openItem(fromBase64(known.header), secret.identity);
	expect(envelope).toEqual(known.envelope);
	const given = {
		tip: known.tip,
		secret: fromBase64(known.secret),
		item: fromBase64(known.header)
	};
	expect(await openHeader(given, holder.identity)).toEqual(known.envelope.content);
});

it('the list shows no header that belongs to another tip', async () => {
	const given = {
		tip: 'ff'.repeat(16),
		secret: fromBase64(known.secret),
		item: fromBase64(known.header)
	};
	await expect(openHeader(given, holder.identity)).rejects.toMatchObject({ code: 'foreign' });
});

it('an officer who printed the code years ago still unlocks the keys', async () => {
	expect(await unlockKeys(fromBase64(known.bundle), known.code)).toEqual(holder);
});

it('a lead signs the same list in the same words, and the signature still counts', () => {
	const members = [
		{
			name: 'Cán bộ 1',
			recipient: holder.recipient,
			verify: holder.signer.verify,
			lead: true
		}
	];
	const at = '2026-11-23T08:00:00Z';
	const list = { unit: '21439', version: 1, previous: null, members, at, signer: holder.signer };
	expect(signDesk(list)).toEqual(known.desk);
	const { link, signature, body } = known.desk;
	const desk = { links: [{ link, signature }], body, recipients: [holder.recipient] };
	const floor = { lead: holder.signer.verify, version: 0, head: null };
	const verified = verifyDesk(desk, floor, '21439', new Date('2026-11-24T00:00:00Z'));
	expect(verified).toMatchObject({ version: 1, head: known.desk.head, stale: false, members });
});
