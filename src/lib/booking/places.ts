/** What the questions about a place need to know of areas and hamlets; the page brings it. */
export type Places = {
	areas: { value: string; label: string; group: string }[];
	hamlets: { id: string; area: string; name: string }[];
};

const byName = new Intl.Collator('vi', { numeric: true }).compare;

/** The hamlets of an area to choose from, "Tổ 2" before "Tổ 10". */
export const hamletOptions = (places: Places, area: string) =>
	places.hamlets
		.filter((hamlet) => hamlet.area === area)
		.sort((a, b) => byName(a.name, b.name))
		.map(({ id, name }) => ({ value: id, label: name }));

/** "Tổ dân phố 3, Phường Phổ Minh": as much as is known. */
export function placeWords(places: Places, area: string, hamlet: string): string {
	const names = [
		places.hamlets.find((one) => one.id === hamlet)?.name,
		places.areas.find((one) => one.value === area)?.label
	];
	return names.filter(Boolean).join(', ');
}
