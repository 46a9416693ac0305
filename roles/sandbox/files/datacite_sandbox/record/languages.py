# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of `language`: a two-letter code where ISO 639 has one for it, else the text if it could be a language tag, else nothing.

Facts from ISO 639-1 and 639-2, https://www.loc.gov/standards/iso639-2/: two-letter code, three-letter codes, English name.
"""

from __future__ import annotations

import re

from .refusal import no_method

_LANGUAGES = """
aa|aar|Afar
ab|abk|Abkhazian
ae|ave|Avestan
af|afr|Afrikaans
ak|aka|Akan
am|amh|Amharic
an|arg|Aragonese
ar|ara|Arabic
as|asm|Assamese
av|ava|Avaric
ay|aym|Aymara
az|aze|Azerbaijani
ba|bak|Bashkir
be|bel|Belarusian
bg|bul|Bulgarian
bh|bih|Bihari languages
bi|bis|Bislama
bm|bam|Bambara
bn|ben|Bengali
bo|bod tib|Tibetan
br|bre|Breton
bs|bos|Bosnian
ca|cat|Catalan; Valencian
ce|che|Chechen
ch|cha|Chamorro
co|cos|Corsican
cr|cre|Cree
cs|ces cze|Czech
cu|chu|Church Slavic; Old Slavonic; Church Slavonic; Old Bulgarian; Old Church Slavonic
cv|chv|Chuvash
cy|cym wel|Welsh
da|dan|Danish
de|deu ger|German
dv|div|Divehi; Dhivehi; Maldivian
dz|dzo|Dzongkha
ee|ewe|Ewe
el|ell gre|Greek, Modern (1453-)
en|eng|English
eo|epo|Esperanto
es|spa|Spanish; Castilian
et|est|Estonian
eu|baq eus|Basque
fa|fas per|Persian
ff|ful|Fulah
fi|fin|Finnish
fj|fij|Fijian
fo|fao|Faroese
fr|fra fre|French
fy|fry|Western Frisian
ga|gle|Irish
gd|gla|Gaelic; Scottish Gaelic
gl|glg|Galician
gn|grn|Guarani
gu|guj|Gujarati
gv|glv|Manx
ha|hau|Hausa
he|heb|Hebrew
hi|hin|Hindi
ho|hmo|Hiri Motu
hr|hrv|Croatian
ht|hat|Haitian; Haitian Creole
hu|hun|Hungarian
hy|arm hye|Armenian
hz|her|Herero
ia|ina|Interlingua (International Auxiliary Language Association)
id|ind|Indonesian
ie|ile|Interlingue; Occidental
ig|ibo|Igbo
ii|iii|Sichuan Yi; Nuosu
ik|ipk|Inupiaq
io|ido|Ido
is|ice isl|Icelandic
it|ita|Italian
iu|iku|Inuktitut
ja|jpn|Japanese
jv|jav|Javanese
ka|geo kat|Georgian
kg|kon|Kongo
ki|kik|Kikuyu; Gikuyu
kj|kua|Kuanyama; Kwanyama
kk|kaz|Kazakh
kl|kal|Kalaallisut; Greenlandic
km|khm|Central Khmer
kn|kan|Kannada
ko|kor|Korean
kr|kau|Kanuri
ks|kas|Kashmiri
ku|kur|Kurdish
kv|kom|Komi
kw|cor|Cornish
ky|kir|Kirghiz; Kyrgyz
la|lat|Latin
lb|ltz|Luxembourgish; Letzeburgesch
lg|lug|Ganda
li|lim|Limburgan; Limburger; Limburgish
ln|lin|Lingala
lo|lao|Lao
lt|lit|Lithuanian
lu|lub|Luba-Katanga
lv|lav|Latvian
mg|mlg|Malagasy
mh|mah|Marshallese
mi|mao mri|Maori
mk|mac mkd|Macedonian
ml|mal|Malayalam
mn|mon|Mongolian
mr|mar|Marathi
ms|may msa|Malay
mt|mlt|Maltese
my|bur mya|Burmese
na|nau|Nauru
nb|nob|Bokmål, Norwegian; Norwegian Bokmål
nd|nde|Ndebele, North; North Ndebele
ne|nep|Nepali
ng|ndo|Ndonga
nl|dut nld|Dutch; Flemish
nn|nno|Norwegian Nynorsk; Nynorsk, Norwegian
no|nor|Norwegian
nr|nbl|Ndebele, South; South Ndebele
nv|nav|Navajo; Navaho
ny|nya|Chichewa; Chewa; Nyanja
oc|oci|Occitan (post 1500)
oj|oji|Ojibwa
om|orm|Oromo
or|ori|Oriya
os|oss|Ossetian; Ossetic
pa|pan|Panjabi; Punjabi
pi|pli|Pali
pl|pol|Polish
ps|pus|Pushto; Pashto
pt|por|Portuguese
qu|que|Quechua
rm|roh|Romansh
rn|run|Rundi
ro|ron rum|Romanian; Moldavian; Moldovan
ru|rus|Russian
rw|kin|Kinyarwanda
sa|san|Sanskrit
sc|srd|Sardinian
sd|snd|Sindhi
se|sme|Northern Sami
sg|sag|Sango
si|sin|Sinhala; Sinhalese
sk|slk slo|Slovak
sl|slv|Slovenian
sm|smo|Samoan
sn|sna|Shona
so|som|Somali
sq|alb sqi|Albanian
sr|srp|Serbian
ss|ssw|Swati
st|sot|Sotho, Southern
su|sun|Sundanese
sv|swe|Swedish
sw|swa|Swahili
ta|tam|Tamil
te|tel|Telugu
tg|tgk|Tajik
th|tha|Thai
ti|tir|Tigrinya
tk|tuk|Turkmen
tl|tgl|Tagalog
tn|tsn|Tswana
to|ton|Tonga (Tonga Islands)
tr|tur|Turkish
ts|tso|Tsonga
tt|tat|Tatar
tw|twi|Twi
ty|tah|Tahitian
ug|uig|Uighur; Uyghur
uk|ukr|Ukrainian
ur|urd|Urdu
uz|uzb|Uzbek
ve|ven|Venda
vi|vie|Vietnamese
vo|vol|Volapük
wa|wln|Walloon
wo|wol|Wolof
xh|xho|Xhosa
yi|yid|Yiddish
yo|yor|Yoruba
za|zha|Zhuang; Chuang
zh|chi zho|Chinese
zu|zul|Zulu
"""
_TAG = re.compile(r"^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$", re.MULTILINE)


def _codes() -> dict[str, str]:
    """Every code and every English name to the two-letter code."""
    codes: dict[str, str] = {}
    for line in _LANGUAGES.strip().splitlines():
        code, others, name = line.split("|")
        codes.update(dict.fromkeys((code, *others.split(), name), code))
    return codes


_CODES = _codes()


def stored_language(language: str) -> str | None:
    """The form in which a language is stored: the part before the first hyphen decides, region and script go."""
    parts = language.rstrip("-").split("-") if language.rstrip("-") else []
    if not parts:
        raise no_method("upcase_first", None)
    known = _CODES.get(parts[0]) or _CODES.get(parts[0][:1].upper() + parts[0][1:])
    if known:
        return known
    return language if _TAG.search(language) else None
