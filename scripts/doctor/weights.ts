/** What a first visit brings along, packed as it comes, against the marks that the tests hold: a host that does not compress misses them. */
import { gzipSync } from 'node:zlib';
import { doubt, fault, type Found } from './finding.ts';
import type { Answer, Patient } from './patient.ts';

const KB = 1024;
/** What the tests allow a build, with a quarter on top: an unpacked page has three times as much. */
const marks = [
	['/', 75],
	['/dat-lich', 85],
	['/tra-cuu', 85],
	['/tin-bao', 80]
] as const;

const filesIn = (page: string) => [
	...new Set(page.match(/(?<=["'])\/_app\/immutable\/[\w./-]+\.(?:js|css)(?=["'])/g) ?? [])
];

const packed = ({ headers, body }: Answer): number => {
	if (!headers.get('content-encoding')) return body.length;
	return Number(headers.get('content-length')) || gzipSync(body).length;
};

export async function weights({ ask }: Patient): Promise<Found[]> {
	const headers = { 'accept-encoding': 'gzip' };
	const seen = new Map<string, Answer>();
	const fetched = async (path: string) => {
		const answer = seen.get(path) ?? (await ask(path, { headers }));
		seen.set(path, answer);
		return answer;
	};
	const found: Found[] = [];
	for (const [path, mark] of marks) {
		const page = await fetched(path);
		const files = await Promise.all(filesIn(page.text).map(fetched));
		const size = [page, ...files].reduce((sum, answer) => sum + packed(answer), 0) / KB;
		if (size > mark)
			found.push(
				doubt(
					`A first visit to ${path} brings ${Math.round(size)} KB; ours brings less than ${mark}.`,
					'Mostly the host does not compress: let it send the .br and .gz files that lie beside each file (docs/deploy/host.md).'
				)
			);
	}
	const plain = [...seen.entries()].filter(
		([, { headers: got, body, status }]) =>
			status === 200 && body.length > 2 * KB && !got.get('content-encoding')
	);
	if (plain.length > 0)
		found.push(
			fault(
				`${plain.length} of ${seen.size} files come unpacked, as ${plain[0]![0]}.`,
				'Let the host send the .br and .gz files that lie beside each file (nginx: gzip_static on; Caddy: file_server precompressed).'
			)
		);
	return found;
}
