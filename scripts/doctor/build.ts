/** Whether the pages that are served are those that were built, and by whom. */
import { askedFor, compare, signerOfTold } from '../comparing.ts';
import { doubt, fault, question, type Found } from './finding.ts';
import type { Patient } from './patient.ts';

const few = (names: readonly string[]) =>
	names.slice(0, 5).join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '');

export async function builtPages({ ask, known }: Patient): Promise<Found[]> {
	const told = await askedFor(ask);
	if (!told)
		return [
			doubt(
				'The portal has no manifest of its build, so nobody can compare it.',
				'Publish it with npm run publish; the host must serve /ban-dung.json (docs/deploy/manifest.md).'
			)
		];
	const found: Found[] = [];
	const differences = await compare(ask, told.manifest);
	if (differences.length > 0)
		found.push(
			fault(
				`${differences.length} files are not those of the build: ${few(differences.map(({ address }) => address))}.`,
				'npm run compare names each. Either half a site was uploaded, or somebody changed it: publish again, and find out which.'
			)
		);
	const by = signerOfTold(told, known.builder);
	const { key } = told.signed ?? {};
	if (by === 'another' || by === 'broken')
		found.push(
			fault(
				by === 'broken'
					? 'The signature of the manifest does not hold.'
					: `The build is signed by ${key}, and not by the key that you named.`,
				'Ask whoever builds the pages. If they did not, somebody else did: stop the portal.'
			)
		);
	if (by === 'unproven')
		found.push(
			question(
				`Is this the key of whoever builds the pages? ${key}`,
				`Have them read it out, then name it: --builder ${key}`
			)
		);
	if (by === 'nobody')
		found.push(
			known.builder
				? fault(
						'The build is not signed, and you named a key.',
						'npm run manifest -- --sign <folder> --key <file> (docs/deploy/manifest.md).'
					)
				: question(
						'Who built these pages? Nobody signed them.',
						'npm run manifest -- --new-key <file>, and sign each release (docs/deploy/manifest.md).'
					)
		);
	return found;
}
