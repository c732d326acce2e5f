/**
 * `npm run invite-lead -- <unit> <e-mail> <name>`: a unit's first invitation, here or, with
 * DATABASE_URL, on Supabase. The token is shown once and kept nowhere.
 */
import { asOwner } from '../supabase/local/ground.ts';
import { invite } from '../supabase/local/officers.ts';
import { program } from '../supabase/local/program.ts';
import { Stop } from '../supabase/local/stop.ts';
import { unknownUnit } from './unknown-unit.ts';

const usage = 'Say whom: npm run invite-lead -- <unit code> <e-mail> <full name>';

await program(async () => {
	const [unit, email, ...words] = process.argv.slice(2);
	const name = words.join(' ').normalize('NFC').trim();
	if (!unit || !email || !name || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw new Stop(usage);
	await asOwner(async (sql) => {
		const [known] = await sql<{ police_name: string }[]>`
			select police_name from unit.units where code = ${unit}`;
		if (!known)
			throw unknownUnit(
				unit,
				await sql<{ code: string }[]>`select code from unit.units order by code`
			);
		const token = await invite(sql, { unit, name, email, roles: ['lead'] });
		process.stdout.write(
			`${name} is invited to lead ${known.police_name}. Open /can-bo/loi-moi and type this token,\n` +
				`which is shown only now and works for a week; they sign in with ${email}:\n\n  ${token}\n`
		);
	});
});
