/** Whose signature the next pages believe: a key that somebody put into the database is not among them. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newHolder, signDesk, type Signer } from '../../src/lib/sealed/cipher.ts';
import { nextFloors, nextOversight, type Floors, type Told } from '../../supabase/local/floors.ts';
import { readSnapshot } from '../../supabase/local/snapshot.ts';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import { officerOf, type Person } from '../../supabase/tests/people.ts';

const unit = '21439';
let db: TestDatabase;
let lead: Person;
let signer: Signer;
let said: string[] = [];

type Link = ReturnType<typeof signDesk> & { version: number; lead: string };

/** The links of a chain, each signed by whom the one before names. */
function chainOf(signers: Signer[]): Link[] {
	const links: Link[] = [];
	for (const [at, by] of signers.entries()) {
		const successor = (signers[at + 1] ?? by).verify;
		const made = signDesk({
			unit,
			version: at + 1,
			previous: links.at(-1)?.head ?? null,
			members: [],
			at: new Date().toISOString(),
			signer: by,
			successor
		});
		links.push({ ...made, version: at + 1, lead: successor });
	}
	return links;
}

/** As somebody does who may write to the database past every door. */
async function put(links: Link[]) {
	await db.sql.begin(async (tx) => {
		await tx`alter table staff.desk_links disable trigger user`;
		await tx`delete from staff.desk_links`;
		for (const one of links)
			await tx`insert into staff.desk_links (unit, version, link, signature, body, head, lead, signed_by)
				values (${unit}, ${one.version}, ${one.link}, decode(${one.signature}, 'hex'), ${one.body},
					decode(${one.head}, 'hex'), decode(${one.lead}, 'hex'), ${lead.sub!})`;
		await tx`alter table staff.desk_links enable trigger user`;
	});
}

async function build(known: Floors, accept: string[] = []): Promise<Floors> {
	const { units } = (await readSnapshot(db.sql)) as { units: { units: Told[] } };
	return nextFloors(db.sql, units.units, {
		known: { floors: known },
		accept,
		say: (line) => said.push(line)
	});
}
const floorAt = ({ lead, version, head }: Link) => ({ lead, version, head });

beforeAll(async () => {
	db = await createDatabase();
	lead = await officerOf(db, unit, ['lead']);
	({ signer } = await newHolder());
});
afterAll(() => db?.drop());
beforeEach(() => {
	said = [];
});

describe('the pages that are built next', () => {
	it('take the first chain of a unit as it is, and know nothing of units without one', async () => {
		await put([]);
		expect(await build({})).toEqual({});
		const chain = chainOf([signer]);
		await put(chain);
		expect(await build({})).toEqual({ [unit]: floorAt(chain[0]!) });
	});

	it('go along with lists that the lead signed since, and with a lead who handed over', async () => {
		const { signer: next } = await newHolder();
		const chain = chainOf([signer, signer, next]);
		await put(chain);
		const known = { [unit]: floorAt(chain[0]!) };
		expect(await build(known)).toEqual({ [unit]: floorAt(chain[2]!) });
		expect(said).toEqual([]);
	});
});

describe('an operator who puts a key of their own into the database', () => {
	it('does not get it into the pages, and whoever builds is told loudly', async () => {
		const { signer: stranger } = await newHolder();
		const chain = chainOf([signer, signer]);
		const known = { [unit]: floorAt(chain[1]!) };
		const forged = chainOf([stranger, stranger, stranger]);
		const grafted = {
			...forged[2]!,
			link: forged[2]!.link.replace(forged[1]!.head, chain[1]!.head)
		};
		for (const links of [forged, [...chain, grafted], [forged[0]!], [chain[0]!], []]) {
			said = [];
			await put(links);
			expect(await build(known)).toEqual(known);
			expect(said).toHaveLength(1);
			expect(said[0]).toContain(`--accept-key ${unit}`);
		}
	});

	it('nor by claiming a newer floor than the links lead to', async () => {
		const { signer: stranger } = await newHolder();
		const chain = chainOf([signer, signer]);
		const known = { [unit]: floorAt(chain[0]!) };
		await put([chain[0]!, { ...chain[1]!, lead: stranger.verify }]);
		expect(await build(known)).toEqual({ [unit]: floorAt(chain[1]!) });
	});
});

describe('a lead whose key was lost', () => {
	it('is believed after whoever builds has accepted the new one by name', async () => {
		const { signer: fresh } = await newHolder();
		const old = chainOf([signer]);
		const made = chainOf([fresh]);
		await put(made);
		const known = { [unit]: floorAt(old[0]!) };
		expect(await build(known, [unit])).toEqual({ [unit]: floorAt(made[0]!) });
		expect(said).toEqual([]);
		await expect(build(known, ['21457'])).rejects.toThrow('21457 has no desk list');
	});
});

describe('the desk for tips about a unit’s own officers', () => {
	const named = async (oversight: string | null) => {
		await db.sql`update unit.settings set oversight_desk = ${oversight} where unit = ${unit}`;
		return ((await readSnapshot(db.sql)) as { units: { units: Told[] } }).units.units;
	};
	const next = async (now: string | null, last: string | null, acceptOversight: string[] = []) =>
		nextOversight(await named(now), {
			known: { oversight: last ? { [unit]: last } : {} },
			acceptOversight,
			say: (line) => said.push(line)
		})[unit];

	it('is taken as it is when it is named first, and none closes the way at once', async () => {
		expect(await next('21451', null)).toBe('21451');
		expect(await next('21451', '21451')).toBe('21451');
		expect(await next(null, '21451')).toBeUndefined();
		expect(said).toEqual([]);
	});

	it('is not another one because the database says so, but because whoever builds has accepted it by name', async () => {
		expect(await next('21457', '21451')).toBe('21451');
		expect(said).toHaveLength(1);
		expect(said[0]).toMatch(new RegExp(`: npm run publish -- --accept-oversight ${unit}$`));
		expect(await next('21457', '21451', [unit])).toBe('21457');
		expect(said).toHaveLength(1);
		const known = { oversight: { [unit]: '21451' } };
		const say = (line: string) => said.push(line);
		nextOversight(await named('21457'), { known, folder: '/srv/gan-dan', say });
		expect(said[1]).toMatch(/: npm run publish -- \/srv\/gan-dan --accept-oversight \d{5}$/);
	});
});
