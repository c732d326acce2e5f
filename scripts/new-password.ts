/**
 * `npm run new-password -- <e-mail>`: a token by which a lead who forgot the password sets another one, here or, with DATABASE_URL, on
 * Supabase. Officers get theirs from their lead. The token is shown once and kept nowhere.
 */
import { asOwner } from '../supabase/local/ground.ts';
import { resetLead } from '../supabase/local/officers.ts';
import { program } from '../supabase/local/program.ts';
import { Stop } from '../supabase/local/stop.ts';

await program(async () => {
	const [email, ...more] = process.argv.slice(2);
	if (!email || more.length > 0) throw new Stop('Say whose: npm run new-password -- <e-mail>');
	await asOwner(async (sql) => {
		const { name, token } = await resetLead(sql, email);
		process.stdout.write(
			`For ${name}, if you are sure that it is them: open /can-bo/loi-moi and type this token, which is shown only\n` +
				`now and works once, for a day. Every session of theirs ends with it; the second factor stays:\n\n  ${token}\n`
		);
	});
});
