/** The case that the asker may not know of, as far as somebody could guess or overhear of it. */
export type Hidden = {
	id: string;
	reference: string;
	phone: string;
	officer: string;
	isTip: boolean;
};
type Args = Record<string, unknown>;
export type Line = 'made' | { nothing: string } | ((hidden: Hidden) => Args[]);

/** Every call is taken back, so one key does for all. */
export const anyKey = '00000000-0000-4000-8000-000000000000';
export { anyKey as key };
export const byId = ({ id }: Hidden) => [{ id }];
export const nothing: Line = { nothing: 'It takes no case and tells of none.' };
export const ahead = (days: number) =>
	new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
export const [from, to] = [ahead(-40), ahead(2)];

/** The same line for several, their names between blanks. */
export const all = (line: Line, names: string) =>
	Object.fromEntries(names.split(/\s+/).map((name) => [name, line]));
