/**
 * Text typed in the fonts of before Unicode, which put Vietnamese letters on the places of western ones: "NguyÔn V¨n" is
 * "Nguyễn Văn" in a font whose name begins with .Vn. What comes here are those western letters (Windows-1252).
 */

/**
 * TCVN3, also called ABC: TCVN 5712:1993, set VN3, one byte a letter; checked against glibc's TCVN5712-1. Capitals with a
 * tone have no place: fonts ending in H draw small letters as capitals.
 */
const tcvn3Places =
	'¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ';
const tcvn3Letters = 'ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ';

/**
 * VNI for Windows: a plain letter and then a mark, both one byte; "o" and "u" with a horn, "i" with a tone, "đ" and "ỵ" have
 * places of their own. From the table of VNI Software's fonts (VNI-Times, VNI-Helve).
 */
const vniMarks: Record<string, string> = {
	aùøûõïâáàåãäêéèúüë: 'áàảãạâấầẩẫậăắằẳẵặ',
	eùøûõïâáàåãä: 'éèẻẽẹêếềểễệ',
	oùøûõïâáàåãä: 'óòỏõọôốồổỗộ',
	ôùøûõï: 'ớờởỡợ',
	uùøûõï: 'úùủũụ',
	öùøûõï: 'ứừửữự',
	yùøûõ: 'ýỳỷỹ'
};
const vniAlone = ['íìæóòôöñî', 'íìỉĩịơưđỵ'] as const;

const tcvn3 = new Map(pairs(tcvn3Places, tcvn3Letters));
const vni = new Map<string, string>();
for (const [from, to] of Object.entries(vniMarks)) {
	const [letter, ...marks] = from;
	marks.forEach((mark, at) => bothCases(letter! + mark, [...to][at]!));
}
for (const [from, to] of pairs(...vniAlone)) bothCases(from, to);

function pairs(from: string, to: string): [string, string][] {
	const letters = [...to];
	return [...from].map((place, at) => [place, letters[at]!]);
}

/** Small and capital; a mark may stand in either case behind a capital, as people typed with and without Caps Lock. */
function bothCases(from: string, to: string): void {
	vni.set(from, to);
	vni.set(from.toUpperCase(), to.toUpperCase());
	if (from.length > 1) vni.set(from[0]!.toUpperCase() + from[1], to.toUpperCase());
}

/** Text of a TCVN3 (ABC) font in Unicode, NFC. */
export function fromTcvn3(text: string): string {
	return Array.from(text, (place) => tcvn3.get(place) ?? place)
		.join('')
		.normalize('NFC');
}

/** Text of a VNI font in Unicode, NFC. The longest match is taken: "öù" is one letter. */
export function fromVni(text: string): string {
	let done = '';
	for (let at = 0; at < text.length; at++) {
		const two = vni.get(text.slice(at, at + 2));
		if (two !== undefined && at + 1 < text.length) {
			done += two;
			at++;
		} else done += vni.get(text[at]!) ?? text[at]!;
	}
	return done.normalize('NFC');
}
