"""Free-mail providers: their domains belong to millions, so never to a client (R3)."""

from __future__ import annotations

_DOMAINS = """
gmail.com googlemail.com outlook.com outlook.de outlook.fr outlook.es outlook.it outlook.jp outlook.com.br
outlook.com.au outlook.at hotmail.com hotmail.co.uk hotmail.de hotmail.fr hotmail.it hotmail.es hotmail.nl
hotmail.se hotmail.be hotmail.ch hotmail.no hotmail.dk hotmail.ca hotmail.com.br hotmail.com.ar live.com
live.co.uk live.de live.fr live.it live.nl live.se live.no live.dk live.be live.ca live.at live.com.au
msn.com passport.com windowslive.com yahoo.com yahoo.co.uk yahoo.de yahoo.fr yahoo.it yahoo.es yahoo.ca
yahoo.co.in yahoo.in yahoo.com.br yahoo.com.au yahoo.com.ar yahoo.com.mx yahoo.co.jp yahoo.gr yahoo.ie
yahoo.se yahoo.no yahoo.dk yahoo.pl yahoo.ro yahoo.com.tw yahoo.com.hk yahoo.com.sg yahoo.co.id yahoo.com.ph
yahoo.com.vn ymail.com rocketmail.com myyahoo.com aol.com aol.de aol.co.uk aol.fr aim.com verizon.net
icloud.com me.com mac.com privaterelay.appleid.com proton.me protonmail.com protonmail.ch pm.me tutanota.com
tutanota.de tuta.io tuta.com tutamail.com keemail.me fastmail.com fastmail.fm fastmail.net fastmail.de
hey.com hushmail.com startmail.com mailfence.com posteo.de posteo.net posteo.at posteo.ch mailbox.org
disroot.org riseup.net runbox.com zoho.com zohomail.com zohomail.eu gmx.de gmx.net gmx.com gmx.at gmx.ch
gmx.org gmx.info gmx.co.uk gmx.fr gmx.es gmx.eu gmx.us web.de t-online.de freenet.de email.de mail.de
arcor.de vodafone.de 1und1.de online.de kabelmail.de magenta.de unitybox.de ok.de directbox.com mail.com
email.com usa.com europe.com post.com consultant.com myself.com dr.com engineer.com techie.com orange.fr
wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr numericable.fr club-internet.fr aliceadsl.fr libero.it
virgilio.it alice.it tim.it tin.it tiscali.it fastwebnet.it inwind.it iol.it email.it pec.it telefonica.net
terra.es ono.com movistar.es sapo.pt mail.telepac.pt clix.pt netcabo.pt uol.com.br bol.com.br terra.com.br
ig.com.br globo.com r7.com zipmail.com.br ziggo.nl kpnmail.nl kpnplanet.nl planet.nl home.nl hetnet.nl
xs4all.nl upcmail.nl chello.nl casema.nl telenet.be skynet.be proximus.be bluewin.ch sunrise.ch hispeed.ch
swissonline.ch aon.at chello.at a1.net telia.com bredband.net comhem.se tele2.se spray.se online.no
broadpark.no getmail.no stofanet.dk mail.dk jubii.dk kolumbus.fi luukku.com suomi24.fi elisanet.fi wp.pl
o2.pl onet.pl onet.eu interia.pl interia.eu gazeta.pl poczta.fm op.pl vp.pl tlen.pl poczta.onet.pl seznam.cz
email.cz post.cz centrum.cz centrum.sk volny.cz atlas.cz azet.sk zoznam.sk post.sk freemail.hu citromail.hu
indamail.hu t-online.hu abv.bg mail.bg dir.bg mail.ru bk.ru inbox.ru list.ru internet.ru yandex.ru
yandex.com ya.ru rambler.ru ukr.net i.ua meta.ua bigmir.net tut.by inbox.lv inbox.lt mail.ee btinternet.com
btopenworld.com sky.com virginmedia.com ntlworld.com blueyonder.co.uk talktalk.net tiscali.co.uk o2.co.uk
eircom.net comcast.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net juno.com
netzero.net optonline.net frontier.com windstream.net roadrunner.com rr.com mindspring.com centurylink.net
q.com rogers.com shaw.ca sympatico.ca telus.net videotron.ca bell.net bigpond.com bigpond.net.au
optusnet.com.au iinet.net.au xtra.co.nz qq.com vip.qq.com foxmail.com 163.com 126.com yeah.net vip.163.com
sina.com sina.cn sohu.com 139.com 189.cn aliyun.com 21cn.com naver.com hanmail.net daum.net nate.com
docomo.ne.jp ezweb.ne.jp softbank.ne.jp i.softbank.jp nifty.com rediffmail.com indiatimes.com walla.co.il
walla.com netvision.net.il bezeqint.net mynet.com libertysurf.fr duck.com simplelogin.com mozmail.com
anonaddy.com 33mail.com mailinator.com guerrillamail.com
"""

FREE_MAIL = frozenset(_DOMAINS.split())
