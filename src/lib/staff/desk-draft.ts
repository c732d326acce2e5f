import type { VerifiedDesk } from './desk-chain.ts';
import type { DeskOfficer } from './staff.ts';

/** Words of a pseudonym stand in what is signed, so they are no message: the same in every language. */
const pseudonym = (number: number) => `Cán bộ ${number}`;
const numberOf = (name: string) => Number(/\d+$/.exec(name)?.[0] ?? 0);

type Keys = { recipient: string; verify: string };
const isSame = (one: Keys, other: Keys) =>
	one.verify === other.verify && one.recipient === other.recipient;

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
 * the next one, so that one pseudonym never means two people in two lists that follow each other. Somebody stays if both of
 * their keys do: with another key that opens, the server's word alone would say that it is they.
 */
export function draftDesk(current: VerifiedDesk | null, officers: readonly DeskOfficer[]): Draft {
	const before = current?.members ?? [];
	const wanted = officers.filter(({ wanted }) => wanted);
	let last = Math.max(0, ...before.map(({ name }) => numberOf(name)));
	const members = wanted
		.flatMap(({ name: officer, lead, keys }) => {
			if (!keys) return [];
			const known = before.find((one) => isSame(one, keys));
			const name = known?.name ?? pseudonym(++last);
			const { recipient, verify } = keys;
			return [{ name, recipient, verify, lead, officer }];
		})
		.sort((a, b) => numberOf(a.name) - numberOf(b.name));
	return {
		version: (current?.version ?? 0) + 1,
		members,
		joined: members.filter((member) => !before.some((one) => isSame(one, member))),
		left: before
			.filter((one) => !members.some((member) => isSame(one, member)))
			.map((one) => ({
				name: one.name,
				officer: officers.find(({ keys }) => keys && isSame(one, keys))?.name ?? null
			})),
		missing: wanted.filter(({ keys }) => !keys)
	};
}
