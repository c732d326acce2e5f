/** The buckets: nobody lists them, and that of sealed parts gives nothing away. */
import { fault, type Found } from './finding.ts';
import { json, type Patient } from './patient.ts';

export async function storage({ ask, config }: Patient): Promise<Found[]> {
	const headers = { 'content-type': 'application/json', apikey: config?.publishableKey ?? '' };
	const found: Found[] = [];
	const open = await ask('/storage/v1/object/public/sealed/nothing', { headers });
	const { message = '' } = Object(json(open.text)) as { message?: string };
	// Of a private bucket the address is refused as such, whatever is in it.
	if (open.status < 300 || /object not found/i.test(message))
		found.push(
			fault(
				'The bucket of sealed parts is public: whoever guesses or learns a name gets the file.',
				"update storage.buckets set public = false where id = 'sealed'"
			)
		);
	for (const bucket of ['sealed', 'news']) {
		const list = await ask(`/storage/v1/object/list/${bucket}`, {
			method: 'POST',
			headers,
			body: '{"prefix":"","limit":1}'
		});
		const rows = json(list.text);
		if (list.status === 200 && Array.isArray(rows) && rows.length > 0)
			found.push(
				fault(
					`Anybody may list the bucket ${bucket}.`,
					'Drop the policies on storage.objects: the portal has none, and its functions need none.'
				)
			);
	}
	return found;
}
