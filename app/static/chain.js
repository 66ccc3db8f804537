/* Draws the chain on a canvas with vis-network from the coordinates that the server computed: the same
   picture as the server's SVG, with panning, zooming and the keyboard. If anything fails, or on a narrow
   screen, the SVG stays. Expects the SVG in an element #drawing and network_data's JSON in #chain-data;
   on #drawing, data-label names the canvas and data-keys="off" switches the single key T off. */
(function () {
  "use strict";

  var DIM = 0.25, NEAR = 14, PAD = 20;
  var svg = document.getElementById("drawing");
  var canvas = document.createElement("div");
  var source = document.getElementById("chain-data");

  function start() {
    if (!svg || !source || !window.vis || matchMedia("(max-width:39.99rem)").matches) return;
    var data = JSON.parse(source.textContent);
    if (!data.nodes.length) return;
    canvas.id = "chain-canvas";
    svg.before(canvas);
    try {
      open(data);
      svg.hidden = true;
    } catch (failure) {
      canvas.remove();
      throw failure;
    }
  }

  /* ---- colours and letters, from the page's own style sheet ---- */
  function readTheme() {
    var style = getComputedStyle(document.documentElement), theme = {};
    ["paper", "sheet", "ink", "ink2", "edge", "link", "owns", "runs", "hatch"].forEach(function (name) {
      theme[name] = style.getPropertyValue("--" + name).trim();
    });
    theme.font = getComputedStyle(document.body).fontFamily;
    return theme;
  }

  /* ---- which things lie on the chains through one thing ---- */
  function Graph(data) {
    this.nodes = new Map(data.nodes.map(function (node) { return [node.id, node]; }));
    this.edges = data.edges;
    this.at = new Map(data.nodes.map(function (node) { return [node.id, []]; }));
    data.edges.forEach(function (edge) {
      this.at.get(edge.from).push(edge);
      this.at.get(edge.to).push(edge);
    }, this);
    this.folded = new Set();
    this.hidden = new Set();
  }
  Graph.prototype.depth = function (id) { return Math.abs(this.nodes.get(id).tier); };
  Graph.prototype.neighbours = function (id) {
    return this.at.get(id).map(function (edge) { return edge.from === id ? edge.to : edge.from; });
  };
  Graph.prototype.reach = function (id, way, found) {
    this.neighbours(id).forEach(function (next) {
      if (!found.has(next) && (this.depth(next) - this.depth(id)) * way > 0) {
        found.add(next);
        this.reach(next, way, found);
      }
    }, this);
    return found;
  };
  Graph.prototype.onPath = function (ids) {
    var found = new Set(ids);
    ids.forEach(function (id) {
      this.reach(id, 1, new Set([id])).forEach(found.add, found);
      this.reach(id, -1, new Set([id])).forEach(found.add, found);
    }, this);
    return found;
  };
  Graph.prototype.fold = function (id) {
    if (!this.folded.delete(id)) this.folded.add(id);
    this.hidden.clear();
    var self = this;
    Array.from(this.nodes.keys()).sort(function (a, b) { return self.depth(a) - self.depth(b); }).forEach(function (key) {
      var nearer = self.neighbours(key).filter(function (other) { return self.depth(other) < self.depth(key); });
      var gone = nearer.every(function (other) { return self.folded.has(other) || self.hidden.has(other); });
      if (nearer.length && gone) self.hidden.add(key);
    });
  };
  Graph.prototype.behind = function (id) {
    var hidden = this.hidden, count = 0;
    this.reach(id, 1, new Set()).forEach(function (other) { count += hidden.has(other) ? 1 : 0; });
    return count;
  };

  /* ---- painting ---- */
  function Painter(data, graph) {
    this.data = data;
    this.graph = graph;
    this.theme = readTheme();
    this.lit = null;
    this.focus = null;
    this.selected = new URLSearchParams(location.search).get("link");
    data.edges.forEach(function (edge) { edge.path = new Path2D(edge.way); edge.end = new Path2D(edge.tip); });
  }
  Painter.prototype.write = function (ctx, line, x, y, look) {
    ctx.font = look[0] + " " + this.theme.font;
    ctx.fillStyle = look[1];
    ctx.direction = line.rtl ? "rtl" : "ltr";
    ctx.textAlign = look[2] || (this.data.rtl ? "right" : "left");
    ctx.textBaseline = "alphabetic";
    ctx.fillText(line.words, x, y);
  };
  Painter.prototype.ground = function (ctx) {
    var theme = this.theme, rtl = this.data.rtl, self = this;
    this.data.columns.forEach(function (column) {
      self.write(ctx, { words: column.title }, column.x, 17, ["600 11.5px", theme.ink2]);
    });
    this.data.zones.forEach(function (zone) {
      stroke(ctx, new Path2D(zone.outline), theme.edge, 1.5, [], theme.sheet);
      zone.lines.forEach(function (line, place) {
        self.write(ctx, line, rtl ? zone.x + zone.width - 12 : zone.x + 12, zone.y + 15 + 13.5 * place, ["600 11.5px", theme.ink2]);
      });
    });
    var shown = this.graph.edges.filter(this.shows, this).sort(function (a, b) {
      return (a.id === self.selected) - (b.id === self.selected); // the selected line lies on top
    });
    shown.forEach(function (edge) { self.line(ctx, edge); });
    shown.forEach(function (edge) { if (edge.words) self.label(ctx, edge); });
    ctx.globalAlpha = this.lit ? DIM : 1;
    this.data.unknowns.forEach(function (gap) { self.thing(ctx, gap); });
    ctx.globalAlpha = 1;
  };
  Painter.prototype.shows = function (edge) {
    return !this.graph.hidden.has(edge.from) && !this.graph.hidden.has(edge.to);
  };
  Painter.prototype.dim = function (edge) {
    var lit = this.lit;
    return lit && !(lit.has(edge.from) && lit.has(edge.to)) ? DIM : 1;
  };
  Painter.prototype.line = function (ctx, edge) {
    var theme = this.theme, chosen = edge.id === this.selected || edge.id === this.focus;
    var colour = chosen ? theme.link : { own: theme.owns, run: theme.runs, oth: theme.ink2 }[edge.line] || theme.ink;
    ctx.globalAlpha = this.dim(edge) * (edge.old ? 0.72 : 1);
    stroke(ctx, edge.path, colour, edge.width, edge.dashes);
    ctx.globalAlpha = this.dim(edge);
    if (edge.ring) stroke(ctx, edge.end, colour, 1.5, [], theme.paper);
    else { ctx.fillStyle = colour; ctx.fill(edge.end); }
    ctx.globalAlpha = 1;
  };
  Painter.prototype.label = function (ctx, edge) {
    var at = edge.at, box = new Path2D();
    ctx.globalAlpha = this.dim(edge);
    box.rect(at.x, at.y, at.width, at.height);
    stroke(ctx, box, this.theme.edge, 1, [2, 2], this.theme.paper);
    this.write(ctx, { words: edge.words }, at.x + at.width / 2, at.y + 12, ["11.5px", this.theme.ink2, "center"]);
    ctx.globalAlpha = 1;
  };
  Painter.prototype.node = function (ctx, id) {
    if (this.graph.hidden.has(id)) return;
    ctx.globalAlpha = this.lit && !this.lit.has(id) ? DIM : 1;
    this.thing(ctx, this.graph.nodes.get(id));
    ctx.globalAlpha = 1;
  };
  Painter.prototype.thing = function (ctx, thing) {
    var theme = this.theme, box = thing.box, rtl = this.data.rtl, self = this;
    var marked = thing.id && (thing.id === this.focus || this.isEnd(thing.id));
    var dashed = thing.group === "undisclosed" || thing.group === "unknown";
    stroke(ctx, new Path2D(thing.outline), marked ? theme.link : theme.ink, marked ? 3 : 1.5, dashed ? [5, 3] : [], theme.paper);
    if (thing.inner) stroke(ctx, new Path2D(thing.inner), theme.ink, 1, []);
    if (thing.hatch) stroke(ctx, new Path2D(thing.hatch), theme.hatch, 1.5, []);
    var y = box.y + (box.height - 16 * box.lines.length - 14 * box.sub.length) / 2;
    this.sign(ctx, thing.group, rtl ? box.x + box.width - 26 : box.x + 11, y + 1);
    var x = rtl ? box.x + box.width - 32 : box.x + 32;
    box.lines.forEach(function (line) { self.write(ctx, line, x, y + 12.5, ["600 13px", theme.ink]); y += 16; });
    box.sub.forEach(function (line) { self.write(ctx, line, x, y + 11, ["11.5px", theme.ink2]); y += 14; });
    var more = thing.more + (thing.id && this.graph.folded.has(thing.id) ? this.graph.behind(thing.id) : 0);
    if (more) this.badge(ctx, "+" + more, box);
  };
  Painter.prototype.isEnd = function (id) {
    var selected = this.selected && this.selected.split("~");
    return Boolean(selected) && (selected[0] === id || selected[2] === id);
  };
  Painter.prototype.sign = function (ctx, look, x, y) {
    var theme = this.theme;
    ctx.save();
    ctx.translate(x, y);
    ctx.scale(15 / 16, 15 / 16);
    this.data.signs[look].forEach(function (part) {
      var path = new Path2D(part.d);
      if (part.width) stroke(ctx, path, theme.ink2, part.width, part.dashes);
      else { ctx.fillStyle = theme.ink2; ctx.fill(path); }
    });
    ctx.restore();
  };
  Painter.prototype.badge = function (ctx, words, box) {
    var wide = 7.5 * words.length + 12, x = this.data.rtl ? box.x - 6 : box.x + box.width - wide + 6;
    var shape = new Path2D();
    shape.roundRect(x, box.y - 9, wide, 18, 9);
    ctx.fillStyle = this.theme.ink;
    ctx.fill(shape);
    this.write(ctx, { words: words }, x + wide / 2, box.y + 4, ["700 11.5px", this.theme.paper, "center"]);
  };

  function stroke(ctx, path, colour, width, dashes, fill) {
    if (fill) { ctx.fillStyle = fill; ctx.fill(path); }
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.setLineDash(dashes);
    ctx.stroke(path);
    ctx.setLineDash([]);
  }

  /* ---- the page: canvas, buttons, pointer, keys ---- */
  function open(data) {
    var graph = new Graph(data), painter = new Painter(data, graph), stage = add(canvas, "div", "stage");
    var said = add(canvas, "p", "vh");
    said.setAttribute("role", "status");
    stage.tabIndex = 0;
    stage.setAttribute("role", "application");
    stage.setAttribute("aria-label", svg.dataset.label || "Drawing of the chain. Arrow keys move, Enter opens, Space folds, T goes to the table.");
    stage.style.height = Math.round(Math.min(data.height * fitted(data) + 2 * PAD, innerHeight * 0.75)) + "px";
    var nodes = data.nodes.map(function (node) {
      return { id: node.id, x: node.x, y: node.y, shape: "custom", fixed: true, ctxRenderer: renderer(painter, node) };
    });
    var edges = data.edges.map(function (edge) { return { id: edge.id, from: edge.from, to: edge.to }; });
    var network = new vis.Network(stage, { nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) }, data.options);
    network.on("beforeDrawing", function (ctx) { painter.ground(ctx); });
    var view = { data: data, graph: graph, painter: painter, network: network, stage: stage, said: said };
    buttons(view);
    pointer(view);
    keys(view);
    whole(view);
    new ResizeObserver(function () { network.redraw(); }).observe(stage);
    matchMedia("(prefers-color-scheme:dark)").addEventListener("change", function () {
      painter.theme = readTheme();
      network.redraw();
    });
  }

  function renderer(painter, node) {
    return function (given) {
      return {
        drawNode: function () { painter.node(given.ctx, node.id); },
        nodeDimensions: { width: node.box.width, height: node.box.height },
      };
    };
  }

  function add(parent, tag, name, words) {
    var element = document.createElement(tag);
    element.className = name;
    if (words) element.textContent = words;
    parent.append(element);
    return element;
  }

  function fitted(data) { return Math.min(1, Math.max(canvas.clientWidth / (data.width + 2 * PAD), 0.8)); }

  /* As wide as there is room, never too small to read: what does not fit begins at the root. */
  function whole(view) {
    var scale = fitted(view.data), root = view.graph.nodes.get(view.data.root) || view.data.nodes[0];
    var high = view.stage.clientHeight / scale, wide = view.stage.clientWidth / scale;
    view.network.moveTo({ scale: scale, position: {
      x: between(root.x, wide, view.data.width), y: between(root.y, high, view.data.height),
    } });
  }
  function between(wanted, room, size) {
    return room >= size ? size / 2 : Math.min(Math.max(wanted, room / 2 - PAD), size - room / 2 + PAD);
  }

  function buttons(view) {
    var bar = document.createElement("div");
    bar.className = "zoom";
    [["+", "Larger", 1.25], ["−", "Smaller", 0.8], ["Fit", "Fit to the width", 0]].forEach(function (made) {
      var button = add(bar, "button", "", made[0]);
      button.type = "button";
      button.setAttribute("aria-label", made[1]);
      button.addEventListener("click", function () { if (made[2]) zoom(view, made[2]); else whole(view); });
    });
    canvas.prepend(bar);
  }
  function zoom(view, by) {
    view.network.moveTo({ scale: Math.min(Math.max(view.network.getScale() * by, 0.1), 4) });
  }

  function pointer(view) {
    var measure = document.createElement("canvas").getContext("2d");
    measure.lineWidth = NEAR;
    function under(event) {
      var frame = view.stage.getBoundingClientRect();
      var dom = { x: event.clientX - frame.left, y: event.clientY - frame.top };
      var at = view.network.DOMtoCanvas(dom);
      var node = view.network.getNodeAt(dom);
      if (node && !view.graph.hidden.has(node)) return view.graph.nodes.get(node);
      return view.graph.edges.find(function (edge) {
        return view.painter.shows(edge) && measure.isPointInStroke(edge.path, at.x, at.y);
      });
    }
    view.stage.addEventListener("mousemove", function (event) {
      var thing = under(event);
      view.stage.style.cursor = thing && thing.url ? "pointer" : "";
      view.stage.title = thing ? thing.said : "";
      light(view, thing);
    });
    view.stage.addEventListener("mouseleave", function () { light(view, view.painter.focus && find(view)); });
    view.network.on("click", function (params) {
      var thing = params.event.srcEvent && under(params.event.srcEvent);
      if (thing) follow(thing);
    });
    view.stage.addEventListener("wheel", function (event) {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(view, event.deltaY < 0 ? 1.1 : 0.9);
    }, { passive: false });
  }
  function light(view, thing) {
    var lit = thing ? view.graph.onPath(thing.from ? [thing.from, thing.to] : [thing.id]) : null;
    if (!lit && !view.painter.lit) return;
    view.painter.lit = lit;
    view.network.redraw();
  }
  function follow(thing) { if (thing.url) location.assign(thing.url); }

  function find(view) {
    var id = view.painter.focus;
    return view.graph.nodes.get(id) || view.graph.edges.find(function (edge) { return edge.id === id; });
  }
  function focus(view, thing) {
    view.painter.focus = thing ? thing.id : null;
    view.said.textContent = thing ? thing.said : "";
    light(view, thing);
    view.network.redraw();
    if (!thing) return;
    var middle = thing.from ? { x: (view.graph.nodes.get(thing.from).x + view.graph.nodes.get(thing.to).x) / 2,
      y: (view.graph.nodes.get(thing.from).y + view.graph.nodes.get(thing.to).y) / 2 } : thing;
    var seen = view.network.canvasToDOM({ x: middle.x, y: middle.y });
    var inside = seen.x > 60 && seen.y > 30 && seen.x < view.stage.clientWidth - 60 && seen.y < view.stage.clientHeight - 30;
    if (!inside) view.network.moveTo({ position: { x: middle.x, y: middle.y } });
  }

  /* Right and left go along a link and on to its end, up and down to the next link or thing of the same place. */
  function step(view, key) {
    var now = find(view), graph = view.graph;
    if (!now) return graph.nodes.get(view.data.root) || view.data.nodes[0];
    var side = key === "ArrowRight" ? 1 : -1;
    if (key === "ArrowRight" || key === "ArrowLeft") {
      if (now.from) {
        var ends = [graph.nodes.get(now.from), graph.nodes.get(now.to)].sort(function (a, b) { return a.x - b.x; });
        return side > 0 ? ends[1] : ends[0];
      }
      return sideways(view, now, side)[0] || now;
    }
    var peers = now.from ? siblings(view, now) : view.data.nodes.filter(function (node) {
      return node.x === now.x && !graph.hidden.has(node.id);
    }).sort(byHeight);
    return peers[peers.indexOf(now) + (key === "ArrowDown" ? 1 : -1)] || now;
  }
  function sideways(view, node, side) {
    return view.graph.at.get(node.id).filter(function (edge) {
      var other = view.graph.nodes.get(edge.from === node.id ? edge.to : edge.from);
      return view.painter.shows(edge) && (other.x - node.x) * side > 0;
    }).sort(function (a, b) { return a.way < b.way ? -1 : 1; });
  }
  function siblings(view, edge) {
    var from = view.graph.nodes.get(edge.from), to = view.graph.nodes.get(edge.to), nearer = Math.abs(from.tier) <= Math.abs(to.tier) ? from : to;
    return sideways(view, nearer, nearer === from ? Math.sign(to.x - from.x) : Math.sign(from.x - to.x));
  }
  function byHeight(a, b) { return a.y - b.y; }

  function keys(view) {
    view.stage.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      var thing = find(view), key = event.key;
      if (key.indexOf("Arrow") === 0) focus(view, step(view, key));
      else if (key === "Enter" && thing) follow(thing);
      else if (key === " " && thing && !thing.from) { view.graph.fold(thing.id); view.network.redraw(); }
      else if (key === "t" && thing && svg.dataset.keys !== "off") row(thing);
      else if (key === "Escape" && thing) focus(view, null);
      else return;
      event.preventDefault();
    });
  }
  function row(thing) {
    var name = thing.from ? "link" : "node";
    var found = Array.from(document.querySelectorAll("tr[data-" + name + "]")).find(function (one) {
      return one.dataset[name] === thing.id;
    });
    var goal = found && (found.querySelector("a, button") || found);
    if (goal) { goal.focus(); goal.scrollIntoView({ block: "nearest" }); }
  }

  start();
})();
