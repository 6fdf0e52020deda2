"""The families of ethnic groups in words."""

from legalaid_desktop.domain.ethnic_groups import EthnicFamily
from legalaid_desktop.i18n import N_

FAMILIES = {
    EthnicFamily.LAO_TAI: N_("Lao-Tai"),
    EthnicFamily.MON_KHMER: N_("Mon-Khmer"),
    EthnicFamily.SINO_TIBETAN: N_("Sino-Tibetan"),
    EthnicFamily.HMONG_IUMIEN: N_("Hmong-Iu Mien"),
}
