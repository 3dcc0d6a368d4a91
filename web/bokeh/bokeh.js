/**
 * BokehJS with what the figures of this site are made of, a bit more than half of it, so that a page is drawn sooner.
 * The build names those that the demos' documents have (py/sitebuild/first_figure.py); pages make the others themselves.
 */
import { Models, register_models } from "@bokeh/bokehjs/build/js/lib/base";
import * as zooming from "@bokeh/bokehjs/build/js/lib/core/util/zoom";
import { VisualProperties } from "@bokeh/bokehjs/build/js/lib/core/visuals/visual";
import { Document, documents } from "@bokeh/bokehjs/build/js/lib/document";
import { add_document_standalone, index } from "@bokeh/bokehjs/build/js/lib/embed/standalone";
import {
  Circle, ClickButton, ColumnDataSource, Figure, GlyphRenderer, ImageRGBA, Line, OnOffButton, PointDrawTool, Scatter, Text,
} from "@bokeh/bokehjs/build/js/lib/models";
import * as named from "the-models-of-the-figures";

register_models({
  ...named,
  Circle, ClickButton, ColumnDataSource, Figure, GlyphRenderer, ImageRGBA, Line, OnOffButton, PointDrawTool, Scatter, Text,
});

Object.assign(globalThis, {
  Bokeh: { Models, Document, documents, index, add_document_standalone, VisualProperties, zooming },
});
