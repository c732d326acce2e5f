import { Refusal } from '../answer/index.ts';

/**
 * Which of a function's actions a request `{ action, ...args }` asks for.
 * @throws Refusal 400 `not_json`, 404 `unknown_action`
 */
export function actionOf<Name extends string>(
	sent: unknown,
	actions: Readonly<Record<Name, unknown>>
): { action: Name; args: Record<string, unknown> } {
	if (typeof sent !== 'object' || sent === null || Array.isArray(sent))
		throw new Refusal(400, 'not_json');
	const { action, ...args } = sent as Record<string, unknown>;
	if (typeof action !== 'string' || !Object.hasOwn(actions, action))
		throw new Refusal(404, 'unknown_action');
	return { action: action as Name, args };
}
