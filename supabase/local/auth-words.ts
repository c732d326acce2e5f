/** Refusals in the shape of Auth, with a code and without a word of what was sent. */
export function refused(status: number, code: string, more: object = {}): Response {
	const body = { code: status, error_code: code, msg: code, ...more };
	return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}

/** An answer of Auth's. Its refusals quote now and then: code and reasons are left. */
export async function inWords(answer: Response): Promise<Response> {
	if (answer.status < 400) return answer;
	const said = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
	const code = String(said.error_code ?? '');
	const { weak_password: weak } = said;
	return refused(
		answer.status,
		/^[a-z_]{3,60}$/.test(code) ? code : answer.status < 500 ? 'refused' : 'unexpected_failure',
		weak === undefined ? {} : { weak_password: weak }
	);
}
