/** Officers, lists and chains for tests of the desk list. */
import { newHolder, signDesk, verifyDesk, type Holder } from '#lib/sealed/cipher.ts';
import { draftDesk } from './desk-draft.ts';
import type { Desk, DeskOfficer } from './staff.ts';

export const unit = '21439';
export const DAY = 86_400_000;
export const monday = new Date('2026-11-23T01:00:00.000Z');
export const later = (days: number) => new Date(monday.getTime() + days * DAY);

export const [lead, second, third] = await Promise.all([newHolder(), newHolder(), newHolder()]);

/** An officer as the server tells of them. */
export const officer = (
	name: string,
	holder: Holder | null,
	over: Partial<DeskOfficer> = {}
): DeskOfficer => ({
	id: crypto.randomUUID(),
	name,
	lead: false,
	wanted: true,
	keys: holder && { recipient: holder.recipient, verify: holder.signer.verify },
	...over
});

/** A chain of lists, each of some officers, signed one after the other. */
export function chainOf(
	...lists: { officers: DeskOfficer[]; at: Date; by: Holder; successor?: string }[]
): Desk {
	const links: Desk['links'] = [];
	let last = { body: '', head: null as string | null, recipients: [] as string[] };
	for (const { officers, at, by, successor } of lists) {
		const version = links.length + 1;
		const { members } = draftDesk(null, officers);
		const made = signDesk({
			...{ unit, version, previous: last.head, at: at.toISOString(), signer: by.signer },
			members: members.map(({ name, recipient, verify, lead }) => ({
				name,
				recipient,
				verify,
				lead
			})),
			...(successor ? { successor } : {})
		});
		links.push({ link: made.link, signature: made.signature });
		last = { ...made, recipients: members.map(({ recipient }) => recipient) };
	}
	return { links, body: last.body, recipients: last.recipients };
}

/** A list as it was verified on the day it was signed. */
export const listOf = (officers: DeskOfficer[]) =>
	verifyDesk(
		chainOf({ officers, at: monday, by: lead }),
		{ lead: lead.signer.verify, version: 0, head: null },
		unit,
		monday
	);
