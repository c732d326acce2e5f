/**
 * Whom the next site believes (docs/decisions/0011). Whoever runs the database could put another chain of desk lists into
 * it, so a unit's floor moves only where signed links lead on from the floor of the last site. A first floor is taken as it is,
 * and so is the first desk that a unit names for tips about its own officers (docs/decisions/0072).
 */
import type { Sql } from 'postgres';
import { followChain, type DeskFloor, type SignedLink } from '../../src/lib/sealed/chain.ts';
import { SealedError } from '../../src/lib/sealed/problem.ts';
import { asActor } from './actor.ts';
import type { Log } from './log.ts';
import { Stop } from './stop.ts';

/** By the unit's code. */
export type Floors = Record<string, DeskFloor>;
/** The unit whose desk takes tips about a unit's own officers, by that unit's code. */
export type Oversight = Record<string, string>;
export type Told = { code: string; desk: DeskFloor | null; oversight: string | null };

/** What the pages of a site believe of units, whatever a server says. */
export type Believed = { floors?: Floors; oversight?: Oversight };

export type Trust = {
	/** That of the last site. */
	known?: Believed;
	/** Units whose chain the operator takes as it stands, on purpose. */
	accept?: string[];
	/** Units whose other desk for tips about their own officers the operator takes as it stands, on purpose. */
	acceptOversight?: string[];
	/** The folder that `npm run publish` was told, to be named in what it says to do next. */
	folder?: string;
	say?: Log;
};

const again = (folder: string | undefined, words: string) =>
	`npm run publish -- ${folder ? `${folder} ` : ''}${words}`;

/**
 * The floors of a site made now.
 * @throws Stop when a unit that is to be accepted has no chain
 */
export async function nextFloors(
	sql: Sql,
	units: Told[],
	{ known: { floors: known = {} } = {}, accept = [], folder, say = () => {} }: Trust
): Promise<Floors> {
	const told = new Map(units.map(({ code, desk }) => [code, desk]));
	for (const unit of accept)
		if (!told.get(unit))
			throw new Stop(`Unit ${unit} has no desk list whose key could be accepted.`);
	const floors: Floors = {};
	for (const unit of new Set([...Object.keys(known), ...told.keys()])) {
		const old = known[unit];
		const now = told.get(unit) ?? null;
		const floor =
			old && !accept.includes(unit) ? await moved(sql, unit, old, now, { folder, say }) : now;
		if (floor) floors[unit] = floor;
	}
	return floors;
}

/**
 * Whose desk takes tips about a unit's officers, on a site made now. Where the last site knew one, another takes its place only
 * on purpose: whoever runs the database could name a desk that they are friends with. None closes the way, and is taken at once.
 */
export function nextOversight(
	units: Told[],
	{ known: { oversight: known = {} } = {}, acceptOversight = [], folder, say = () => {} }: Trust
): Oversight {
	const next: Oversight = {};
	for (const { code, oversight } of units) {
		if (!oversight) continue;
		const old = known[code];
		const keep = old && old !== oversight && !acceptOversight.includes(code);
		next[code] = keep ? old : oversight;
		if (keep)
			say(
				`WARNING: tips about officers of unit ${code} went to unit ${old} until now, and the database names unit ${oversight}. ` +
					`The pages take neither from a server: they go on asking for ${old}, and send nothing where they are shown another. ` +
					`If the new one is right: ${again(folder, `--accept-oversight ${code}`)}`
			);
	}
	return next;
}

async function moved(
	sql: Sql,
	unit: string,
	old: DeskFloor,
	now: DeskFloor | null,
	{ folder, say }: { folder: string | undefined; say: Log }
): Promise<DeskFloor> {
	if (now?.head === old.head && now.version === old.version && now.lead === old.lead) return old;
	try {
		const links = await linksFrom(sql, unit, old.version);
		const { head, body } = followChain(links, old, unit).at(-1)!;
		return { lead: body.lead, version: body.version, head };
	} catch (error) {
		if (!(error instanceof SealedError)) throw error;
		say(
			`WARNING: the desk lists of unit ${unit} do not follow from the key that the last site believes (${error.code}). ` +
				`The old key stays in the pages. If the new one is right, and its lead has said so in person: ${again(folder, `--accept-key ${unit}`)}`
		);
		return old;
	}
}

/** Asked as anybody may ask. */
const linksFrom = (sql: Sql, unit: string, since: number): Promise<SignedLink[]> =>
	asActor(sql, { role: 'anon' }, async (tx) => {
		const [row] = await tx<{ links: SignedLink[] | null }[]>`
			select public.staff_desk_public(${unit}, ${since}) -> 'desk' -> 'links' as links`;
		return row?.links ?? [];
	});
