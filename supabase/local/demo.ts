/**
 * The officers of the demonstration, made as every officer is: an invitation, then Auth's sign-up; those who take tips
 * make keys after it. Passwords and codes are made at the first start and stay in the data folder's secrets.
 */
import { randomInt } from 'node:crypto';
import { connect } from './bootstrap.ts';
import { enrolDemo, signDemo } from './demo-keys.ts';
import { ensureFamilies } from './demo-families.ts';
import { ensureLedgers } from './demo-ledger.ts';
import { ensureNews } from './demo-news.ts';
import { ensureResults } from './demo-results.ts';
import { ensureRosters } from './demo-roster.ts';
import { invite, signIn, signUp } from './officers.ts';
import { saveSecrets, type Secrets } from './secrets.ts';

type Demo = { unit: string; name: string; email: string; roles: string[] };

/** Made-up people; `.example` is an address that nobody can have. */
const officers: readonly Demo[] = [
	{
		unit: '21439',
		name: 'Trưởng Minh Họa',
		email: 'chi-huy@duc-pho.example',
		roles: ['lead', 'desk']
	},
	{ unit: '21439', name: 'Trực Ban Minh Họa', email: 'truc-ban@duc-pho.example', roles: ['desk'] },
	{
		unit: '21439',
		name: 'Tổ Viên Minh Họa',
		email: 'to-cong-tac@duc-pho.example',
		roles: ['field']
	},
	{
		unit: '21439',
		name: 'Xử Lý Tin Minh Họa',
		email: 'tin-bao@duc-pho.example',
		roles: ['investigator']
	},
	{
		unit: '21439',
		name: 'Tổ Trưởng Minh Họa',
		email: 'to-truong@duc-pho.example',
		roles: ['collaborator']
	},
	{
		unit: '21439',
		name: 'Thủ Quỹ Minh Họa',
		email: 'thu-quy@duc-pho.example',
		roles: ['treasurer']
	},
	{
		unit: '21439',
		name: 'Hỗ Trợ Minh Họa',
		email: 'ho-tro@duc-pho.example',
		roles: ['support']
	},
	{
		unit: '21439',
		name: 'Biên Tập Minh Họa',
		email: 'bien-tap@duc-pho.example',
		roles: ['editor']
	},
	{ unit: '21451', name: 'Trưởng Trà Câu', email: 'chi-huy@tra-cau.example', roles: ['lead'] },
	{ unit: '21451', name: 'Trực Ban Trà Câu', email: 'truc-ban@tra-cau.example', roles: ['desk'] },
	{
		unit: '21451',
		name: 'Xử Lý Tin Trà Câu',
		email: 'tin-bao@tra-cau.example',
		roles: ['investigator']
	}
];

export type DemoOfficer = Demo & { password: string; code: string | undefined };
/** Opens the API for as long as something is made through it. */
type Door = () => Promise<{ origin: string; stop(): Promise<void> }>;

/** Five groups of four that are easily typed from a terminal; 100 bits. */
function makePassword(): string {
	const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
	const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
	return Array.from({ length: 5 }, group).join('-');
}

/** The hamlet that a collaborator of the demonstration speaks for. */
async function firstHamlet(sql: ReturnType<typeof connect>, { unit }: Demo): Promise<string> {
	const [row] = await sql<{ id: string }[]>`
		select h.id from unit.hamlets h join unit.areas a on a.code = h.area and a.valid_from = h.area_valid_from
		where a.unit = ${unit} and h.closed_at is null order by h.id limit 1`;
	return row!.id;
}

/**
 * Makes the officers that are missing, keys for those who take tips, each unit's first desk list, its roster, its ledger, its families,
 * its news and, in one unit, its reports. Does nothing on a
 * database without demo units: no portal in use gets an account that its unit did not invite.
 */
export async function ensureDemo(
	open: Door,
	url: string,
	{ home, secrets }: { home: string; secrets: Secrets }
): Promise<DemoOfficer[]> {
	const sql = connect(url);
	const codes = (secrets.codes ??= {});
	let door: Awaited<ReturnType<Door>> | undefined;
	const at = async () => {
		door ??= await open();
		return { origin: door.origin, publishableKey: secrets.publishableKey };
	};
	try {
		const demo = await sql<{ code: string }[]>`select code from unit.units where demo`;
		const units = new Set(demo.map(({ code }) => code));
		const wanted = officers.filter(({ unit }) => units.has(unit));
		for (const officer of wanted) {
			const { email } = officer;
			const [known] = await sql`select 1 from auth.users where email = ${email}`;
			if (known) continue;
			const password = makePassword();
			// Written before the account is made: a crash between the two must not lock anybody out.
			secrets.officers[email] = password;
			saveSecrets(home, secrets);
			await sql`delete from staff.invitations where email = ${email} and used_at is null`;
			const hamlet = officer.roles.includes('collaborator')
				? await firstHamlet(sql, officer)
				: null;
			await signUp(await at(), email, password, await invite(sql, { ...officer, hamlet }));
		}
		const enter = async (email: string) => {
			const there = await at();
			return { ...there, token: (await signIn(there, email, secrets.officers[email] ?? '')).token };
		};
		const keep = (email: string, code: string) => {
			codes[email] = code;
			saveSecrets(home, secrets);
		};
		await enrolDemo(sql, wanted, enter, keep);
		await signDemo(sql, wanted, enter, codes);
		await ensureRosters(sql, wanted);
		await ensureLedgers(sql, wanted);
		await ensureFamilies(sql, wanted);
		await ensureNews(sql, wanted);
		await ensureResults(sql, wanted);
		return wanted.flatMap((officer) => {
			const password = secrets.officers[officer.email];
			return password ? [{ ...officer, password, code: codes[officer.email] }] : [];
		});
	} finally {
		await door?.stop();
		await sql.end();
	}
}
