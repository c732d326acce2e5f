/** What an operator says of who reads tips about a unit's own officers. No lead may choose: such a tip may be about them. */
import type { Sql } from 'postgres';
import { Stop } from '../supabase/local/stop.ts';
import { typed } from '../supabase/local/typed.ts';
import { demandReads, lines, overseen, unitOf, type Overseen } from './overseen.ts';

type Terminal = {
	say(text: string): void;
	/** What is typed as an answer; nothing where nobody types. */
	ask(question: string): Promise<string>;
	/** The pages lie in a folder that this command does not know, since the database is not the one of `npm start`. */
	elsewhere?: boolean;
};
/** Shows, sets or takes back, as the words of the command say. @throws Stop where it may not be */
export async function oversee(
	sql: Sql,
	words: string[],
	{ say, ask, elsewhere }: Terminal
): Promise<void> {
	const { code, other, yes } = read(words);
	const units = await overseen(sql);
	const tell = (unit: Overseen) => say(lines(unit, units).join('\n'));
	if (code === undefined) return units.forEach(tell);
	const unit = unitOf(units, code);
	const desk = other === undefined ? null : unitOf(units, other);
	if (desk) demandReads(desk, unit);
	tell(unit);
	if (desk) tell(desk);
	if ((desk?.code ?? null) === unit.desk) return say('That is how it stands: nothing was written.');
	// The code is typed once more by whoever has read what it means.
	const typed = desk?.code ?? unit.code;
	const then = desk ? `${desk.code} reads` : 'nobody takes';
	const question = `\nFrom now on ${then} tips about officers of ${unit.code}. Type ${typed} to do it: `;
	if (!yes && (await ask(question)).trim() !== typed) throw new Stop('Nothing was written.');
	await setDesk(sql, unit, desk?.code ?? null);
	// What a page was built with stands until somebody says that another desk is right.
	const more = [
		...(elsewhere ? ['<folder of the pages>'] : []),
		...(unit.desk ? [`--accept-oversight ${unit.code}`] : [])
	];
	const publish = ['npm run publish', ...(more.length > 0 ? ['--', ...more] : [])].join(' ');
	say(
		desk
			? `Written. Compare the two marks above with /danh-sach-khoa. Pages take it from the next ${publish} on.`
			: 'Written. A sender who says that officers are part of it is told that nobody takes it.'
	);
}

const usage =
	'Say which: npm run oversight, or npm run oversight -- <unit code> <code of the other unit | --none> [--yes]';

function read(args: string[]) {
	const options = { none: { type: 'boolean' }, yes: { type: 'boolean' } } as const;
	const { positionals, values } = typed({ args, allowPositionals: true, options }, usage);
	const [code, other] = positionals;
	const wellSaid =
		code === undefined
			? !values.none && !values.yes
			: positionals.length <= 2 && (other === undefined) === Boolean(values.none);
	if (!wellSaid) throw new Stop(usage);
	return { code, other, yes: values.yes };
}

/** Writes it, if it still stands as it was shown. The trigger on the settings notes when and by whom. */
export async function setDesk(sql: Sql, shown: Overseen, desk: string | null): Promise<void> {
	const { code } = shown;
	await sql.begin(async (tx) => {
		await tx`insert into unit.settings (unit) values (${code}) on conflict do nothing`;
		const done = await tx`
			update unit.settings set oversight_desk = ${desk}
			where unit = ${code} and oversight_desk is not distinct from ${shown.desk}
			returning unit`;
		if (done.length === 0)
			throw new Stop(
				`Somebody changed where tips about officers of ${code} go while you read. Nothing was written: look again.`
			);
	});
}
