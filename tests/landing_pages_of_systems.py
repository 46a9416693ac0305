# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Landing pages as the systems of repositories make them, in short: their heads, their JSON-LD, and the parts of their bodies that matter.

Written for these tests after what such pages look like; `{doi}`, `{title}` and `{base}` (the address of the site) are filled in.
"""

from __future__ import annotations

from landing_pages import Handler, Serve, Work

_WORDS = "<p>" + "Buoys were put out on the ice in three winters, and their positions were taken every hour. " * 5 + "</p>"

DATAVERSE = (
    """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head id="j_idt3"><title>{title} - Institute Dataverse</title>
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8" /><meta name="DC.identifier" content="doi:{doi}" /><meta name="DC.type" content="Dataset" />
<meta name="DC.title" content="{title}" /><meta name="DC.publisher" content="Institute Dataverse" /><meta property="og:title" content="{title}" />
<link type="image/png" rel="image_src" href="/logo.png" /><script type="text/javascript" src="/javax.faces.resource/jquery.js.xhtml"></script>
<script type="application/ld+json">{"@context":"http://schema.org","@type":"Dataset","@id":"https://doi.org/{doi}","identifier":"https://doi.org/{doi}",
"name":"{title}","creator":[{"@type":"Person","name":"Garcia, Sofia"}],"license":"https://creativecommons.org/licenses/by/4.0/","version":"1",
"includedInDataCatalog":{"@type":"DataCatalog","name":"Institute Dataverse","url":"{base}"},"publisher":{"@type":"Organization","name":"Institute Dataverse"},
"distribution":[{"@type":"DataDownload","name":"data.tab","contentUrl":"{base}/files/1"}]}</script></head>
<body><div id="navbar"><a href="/loginpage.xhtml?redirectPage=%2Fdataset.xhtml">Log In</a></div>
<div id="datasetForm"><h1 id="title">{title}</h1><div class="citation">Garcia, Sofia, 2026, &quot;{title}&quot;,
<a href="https://doi.org/{doi}" target="_blank">https://doi.org/{doi}</a>, Institute Dataverse, V1</div>
<form><input name="q" type="text"/></form>"""
    + _WORDS
    + """</div></body></html>"""
)
_DATAVERSE_LINKS = (
    '<https://doi.org/{doi}>;rel="cite-as", <https://creativecommons.org/licenses/by/4.0/>;rel="license",'
    '<https://doi.org/{doi}>;rel="describedby";type="application/vnd.citationstyles.csl+json",'
    '<{base}/files/1>;rel="item";type="text/tab-separated-values", <https://schema.org/AboutPage>;rel="type", <https://schema.org/Dataset>;rel="type",'
    '<https://orcid.org/0000-0001-5109-3700>;rel="author"'
)
INVENIORDM = (
    """<!DOCTYPE html>
<html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>{title}</title><meta name="citation_title" content="{title}" /><meta name="citation_author" content="Garcia, Sofia" />
<meta name="citation_doi" content="{doi}" /><meta name="citation_abstract_html_url" content="{base}/records/1" />
<link rel="alternate" type="text/csv" href="{base}/records/1/files/data.csv"><link rel="canonical" href="{base}/records/1">
<script type="application/ld+json">{"@context": "http://schema.org", "@id": "https://doi.org/{doi}", "@type": "https://schema.org/Dataset",
"identifier": "https://doi.org/{doi}", "name": "{title}", "license": "https://creativecommons.org/licenses/by/4.0/legalcode",
"creator": [{"@type": "Person", "name": "Garcia, Sofia", "@id": "https://orcid.org/0000-0001-5109-3700"}],
"distribution": [{"@type": "DataDownload", "contentUrl": "{base}/files/data.csv"}]}</script></head>
<body><h1 id="record-title">{title}</h1><a href="/login/?next=%2Frecords%2F1">Log in</a>"""
    + _WORDS
    + """<dl><dt>DOI</dt><dd><span class="get-badge"><img src="/badge/DOI/{doi}.svg" alt="DOI"></span>
<a href="https://doi.org/{doi}">{doi}</a></dd></dl><p id="license">Creative Commons Attribution 4.0 International</p></body></html>"""
)
_INVENIORDM_LINKS = '<{base}/linksets/1> ; rel="linkset" ; type="application/linkset+json"'
_INVENIORDM_LINKSET = """{"linkset": [{"anchor": "{base}/1", "author": [{"href": "https://orcid.org/0000-0001-5109-3700"}],
"cite-as": [{"href": "https://doi.org/{doi}"}], "describedby": [{"href": "{base}/files/1", "type": "application/dcat+xml"}],
"item": [{"href": "{base}/files/data.csv", "type": "text/csv"}], "license": [{"href": "https://creativecommons.org/licenses/by/4.0/"}],
"type": [{"href": "https://schema.org/Dataset"}, {"href": "https://schema.org/AboutPage"}]},
{"anchor": "{base}/files/data.csv", "collection": [{"href": "{base}/1", "type": "text/html"}], "cite-as": [{"href": "https://doi.org/10.99999/part"}]}]}"""
DSPACE = (
    """<!DOCTYPE html><html lang="en" class="hydrated"><head><meta charset="UTF-8"><base href="/"><title>{title}</title>
<meta name="title" content="{title}"><meta name="citation_title" content="{title}"><meta name="citation_author" content="Garcia, Sofia">
<meta name="citation_publication_date" content="2026"><meta name="citation_doi" content="https://doi.org/{doi}">
<meta name="citation_pdf_url" content="{base}/bitstreams/1/download"><link rel="stylesheet" href="styles.css"></head>
<body><ds-app ng-version="15.2.10"><a href="login" role="menuitem">Log In</a><form class="dropdown"><input type="password" formcontrolname="password"></form>
<ds-item-page><h1 class="dont-break-out">{title}</h1><span>DOI</span>
<a class="dont-break-out" target="_blank" href="https://doi.org/{doi}">https://doi.org/{doi}</a>"""
    + _WORDS
    + """</ds-item-page></ds-app><script type="module" src="main.js"></script><script id="ng-state" type="application/json">{"a":"<\\/script>"}</script>
</body></html>"""
)
CKAN = (
    """<!DOCTYPE html>
<!--[if IE 9]> <html lang="en" class="ie9"> <![endif]-->
<!--[if gt IE 8]><!--> <html lang="en"  > <!--<![endif]-->
<head><meta charset="utf-8" /><meta name="csrf_field_name" content="_csrf_token" /><title>{title} - Dataset - Open Data Portal</title>
<link rel="shortcut icon" href="/base/images/ckan.ico" /></head>
<body data-site-root="{base}/"><div class="toolbar"><ol><li class="home"><a href="/"><i class="fa fa-home"></i></a></li></ol></div>
<article class="module" itemscope itemtype="http://schema.org/Dataset"><h1>
      {title}
</h1>"""
    + _WORDS
    + """<section class="additional-info"><table><tr><th scope="row">DOI</th><td>doi:{doi}</td></tr>
<tr><th>License</th><td><a href="http://creativecommons.org/licenses/by/4.0/" rel="dc:rights">CC BY 4.0</a></td></tr></table></section></article>
<script type="application/ld+json">
{"@context": {"schema": "http://schema.org/", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
 "@graph": [{"@id": "{base}/dataset/1", "@type": "schema:Dataset", "schema:name": "{title}", "schema:identifier": "{doi}",
 "schema:license": "http://creativecommons.org/licenses/by/4.0/", "schema:publisher": {"@id": "{base}/organization/1"}},
 {"@id": "{base}/organization/1", "@type": "schema:Organization", "schema:name": "Open Data Portal"}]}
</script></body></html>"""
)
WORDPRESS = (
    """<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8" /><title>{title} &#8211; Our Institute</title>
<link rel='dns-prefetch' href='//s.w.org' /><link rel="alternate" type="application/rss+xml" title="Feed" href="{base}/feed/" />
<meta property="og:title" content="{title}" /><meta name="generator" content="WordPress 6.5" />
<script type="application/ld+json" class="yoast-schema-graph">{"@context":"https://schema.org","@graph":[{"@type":"WebPage","@id":"{base}/1","name":"{title}"},
{"@type":"BreadcrumbList","@id":"{base}/1#breadcrumb"},{"@type":"WebSite","@id":"{base}/#website","name":"Our Institute"},
{"@type":"Organization","@id":"{base}/#organization","name":"Our Institute"}]}</script>
<link rel='shortlink' href='{base}/?p=1' /><script>window._wpemojiSettings = {"baseUrl":"https:\\/\\/s.w.org"};</script></head>
<body class="page-template-default"><header><h1 class="site-title">Our Institute</h1></header><article><h1 class="entry-title">{title}</h1>"""
    + _WORDS
    + """<p>Cite as: <a href="https://doi.org/{doi}" rel="noopener">https://doi.org/{doi}</a></p></article></body></html>"""
)


def _page(text: str, links: str = "", status: int = 200) -> Serve:
    def serve(handler: Handler, work: Work) -> None:
        def filled(part: str) -> str:
            return part.replace("{doi}", work.doi).replace("{title}", work.title).replace("{base}", handler.site.base)

        handler.reply(status, filled(text), **({"Link": filled(links)} if links else {}))

    return serve


def linkset(work: Work, base: str) -> str:
    """The document of links that the InvenioRDM page points at."""
    return _INVENIORDM_LINKSET.replace("{doi}", work.doi).replace("{base}", base)


SYSTEMS: dict[str, tuple[Serve, set[str]]] = {
    "Dataverse": (_page(DATAVERSE, _DATAVERSE_LINKS), set()),
    "InvenioRDM": (_page(INVENIORDM, _INVENIORDM_LINKS), set()),
    "DSpace": (_page(DSPACE), {"H09", "H13"}),
    "CKAN": (_page(CKAN), {"H08", "H11", "H13"}),
    "WordPress": (_page(WORDPRESS), {"H09", "H11", "H13"}),
}
"""The page of each system, and what is wrong with it."""

STAND_INS: dict[str, tuple[Serve, set[str]]] = {
    "DSpace, not found": (
        _page("<title>DSpace at Institute: 404 Not Found</title></head><body><ds-app><h1>404</h1><h2><small>page not found</small></h2></ds-app></body>"),
        {"H06"},
    ),
    "CKAN, not found": (
        _page("<html><head><title>404 Not Found - Open Data Portal</title></head><body><h1>404 Not Found</h1> Dataset not found</body></html>", status=404),
        {"H01"},
    ),
    "WordPress, not found": (
        _page("<html><head><title>Page not found &#8211; Our Institute</title></head><body><h1>Oops! That page can&#8217;t be found.</h1></body></html>"),
        {"H06"},
    ),
    "Dataverse, error": (
        _page("<title>Institute Dataverse</title></head><body><h1>Page Not Found</h1>The page you are looking for was not found.</body>"),
        {"H06"},
    ),
    "a web server without its application": (
        _page("<title>Welcome to nginx!</title></head><body><h1>Welcome to nginx!</h1></body>"),
        {"H06"},
    ),
    "a login": (
        _page("<html><head><title>Log in - Repository</title></head><body><form><input type=text name=login><input type=password name=p></form></body></html>"),
        {"H05"},
    ),
}
"""What they show instead of a page."""
