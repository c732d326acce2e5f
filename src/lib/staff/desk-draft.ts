import type { VerifiedDesk } from './desk-chain.ts';
import type { DeskOfficer } from './staff.ts';

/** Words of a pseudonym stand in what is signed, so they are no message: the same in every language. */
const pseudonym = (number: number) => `Cán bộ ${number}`;
const numberOf = (name: string) => Number(/\d+$/.exec(name)?.[0] ?? 0);

export type Drafted = {
	/** "Cán bộ 3": all that citizens will ever see of them. */
	name: string;
	recipient: string;
	verify: string;
	lead: boolean;
	/** Whose it is, as the server says; for the lead's eyes. */
	officer: string;
};
export type Draft = {
	version: number;
	members: Drafted[];
	joined: Drafted[];
	/** In the list until now, with the officer's name where the unit still knows one. */
	left: { name: string; officer: string | null }[];
	/** Belong into the list and have no keys yet. */
	missing: DeskOfficer[];
};

/**
 * The next list of a unit: everybody who belongs into it and has keys. Who stays keeps their number; who is new gets
 * the next one, so that one pseudonym never means two people in two lists that follow each other.
 */
export function draftDesk(current: VerifiedDesk | null, officers: readonly DeskOfficer[]): Draft {
	const before = current?.members ?? [];
	const wanted = officers.filter(({ wanted }) => wanted);
	let last = Math.max(0, ...before.map(({ name }) => numberOf(name)));
	const members = wanted
		.flatMap(({ name: officer, lead, keys }) => {
			if (!keys) return [];
			const known = before.find(({ verify }) => verify === keys.verify);
			const name = known?.name ?? pseudonym(++last);
			const { recipient, verify } = keys;
			return [{ name, recipient, verify, lead, officer }];
		})
		.sort((a, b) => numberOf(a.name) - numberOf(b.name));
	const stays = new Set(members.map(({ verify }) => verify));
	return {
		version: (current?.version ?? 0) + 1,
		members,
		joined: members.filter(({ verify }) => !before.some((one) => one.verify === verify)),
		left: before
			.filter(({ verify }) => !stays.has(verify))
			.map(({ name, verify }) => ({
				name,
				officer: officers.find(({ keys }) => keys?.verify === verify)?.name ?? null
			})),
		missing: wanted.filter(({ keys }) => !keys)
	};
}
