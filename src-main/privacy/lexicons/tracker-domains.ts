/**
 * Domains of well-known trackers by what they are for, written down from general knowledge for this project. A host counts
 * if it is one of these or ends with one.
 */
export const TRACKER_DOMAINS = {
  advertising: `
doubleclick.net googleadservices.com googlesyndication.com adservice.google.com 2mdn.net facebook.com facebook.net fbcdn.net
ads-twitter.com ads.linkedin.com px.ads.linkedin.com bat.bing.com clarity.ms-ads.com analytics.tiktok.com ads.tiktok.com
ct.pinterest.com s.pinimg.com tr.snapchat.com sc-static.net redditstatic.com alb.reddit.com criteo.com criteo.net adnxs.com
rubiconproject.com pubmatic.com openx.net casalemedia.com indexww.com amazon-adsystem.com adsrvr.org taboola.com outbrain.com
quantserve.com scorecardresearch.com adform.net adroll.com bidswitch.net mathtag.com media.net rlcdn.com liveramp.com
bluekai.com demdex.net everesttech.net krxd.net agkn.com smartadserver.com teads.tv yieldlab.net yieldmo.com sharethrough.com
3lift.com 33across.com contextweb.com id5-sync.com crwdcntrl.net tapad.com turn.com zemanta.com quora.com awin1.com
zenaps.com impactradius-event.com rakutenadvertising.com linksynergy.com tradedoubler.com webgains.com yandex.ru mc.yandex.ru
vk.com stackadapt.com simpli.fi adsymptotic.com revjet.com gumgum.com spotxchange.com unrulymedia.com`,
  analytics: `
google-analytics.com analytics.google.com googletagmanager.com hotjar.com hotjar.io clarity.ms fullstory.com mouseflow.com
luckyorange.com crazyegg.com smartlook.com logrocket.com logrocket.io inspectlet.com mixpanel.com mxpnl.com amplitude.com
segment.com segment.io heap.io heapanalytics.com posthog.com matomo.cloud plausible.io chartbeat.com chartbeat.net
newrelic.com nr-data.net sentry.io bugsnag.com datadoghq.com browser-intake-datadoghq.eu omtrdc.net 2o7.net adobedtm.com
kissmetrics.com statcounter.com optimizely.com vwo.com visualwebsiteoptimizer.com abtasty.com contentsquare.net
contentsquare.com quantummetric.com parsely.com snowplowanalytics.com woopra.com pendo.io etracker.com etracker.de
ioam.de cloudflareinsights.com`,
  marketing: `
hubspot.com hs-analytics.net hs-scripts.com hsforms.net hs-banner.com klaviyo.com mailchimp.com list-manage.com
chimpstatic.com marketo.net marketo.com mktoresp.com pardot.com salesforceliveagent.com intercom.io intercomcdn.com drift.com
zendesk.com zdassets.com tawk.to crisp.chat livechatinc.com braze.com onesignal.com pushwoosh.com sendinblue.com brevo.com
activehosted.com omnisend.com yotpo.com trustpilot.com attentivemobile.com attn.tv`,
  media: `
youtube.com ytimg.com vimeo.com player.vimeo.com spotify.com soundcloud.com platform.twitter.com instagram.com
maps.google.com maps.googleapis.com fonts.googleapis.com fonts.gstatic.com recaptcha.net use.typekit.net use.fontawesome.com`,
} as const;
