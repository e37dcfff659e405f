-- Kept running by pipeline/octavo/pandoc.py: reads documents from standard input, answers with pandoc's JSON tree.
-- Request:  a line "FORMAT|BYTES|BIBBYTES|LANG|MATH", then the bytes of the document, then those of the bibliography.
-- Answer:   a line "ok|JSONBYTES|MATHBYTES|LOGBYTES" or "error|BYTES", then the bytes.
-- Readers are always given an empty file table, which makes pandoc run them in its sandbox.
io.stdout:setvbuf('full', 65536)

local sandbox = {}
local options = { columns = 72 } -- as on the command line; Lua's own default is another, and tables take widths from it

local function formulas(doc)
  -- TeX -> MathML for each different formula; what pandoc cannot set is left out.
  local seen, found = {}, {}
  doc:walk {
    Math = function(formula)
      local key = (formula.mathtype == 'DisplayMath' and 'D' or 'I') .. formula.text
      if not seen[key] then
        seen[key] = true
        local page = pandoc.Pandoc { pandoc.Plain { formula } }
        local ok, mathml = pcall(pandoc.write, page, 'html', { html_math_method = 'mathml' })
        if ok and mathml:match('<math') then found[key] = mathml end
      end
    end
  }
  return pandoc.json.encode(found)
end

local function cited(doc, bibliography, lang)
  local entries, style, unnamed = {}, nil, nil
  for format, text in bibliography:gmatch('(%w+)\1([^\2]*)\2') do
    if format == 'csl' then
      -- A style travels as its own address, so that nothing is looked for anywhere.
      style = 'data:application/xml,' .. text:gsub('[^%w]', function(c) return ('%%%02X'):format(c:byte()) end)
    elseif format == 'nocite' then
      unnamed = pandoc.Inlines {}
      for key in text:gmatch('%S+') do
        unnamed:insert(pandoc.Cite({ pandoc.Str(key) }, { pandoc.Citation(key, 'NormalCitation') }))
      end
    else
      if format == 'yaml' then format, text = 'markdown', '---\n' .. text .. '\n---\n' end
      local ok, read = pcall(pandoc.read, text, format, {}, sandbox)
      if not ok then error('bibliography: ' .. tostring(read)) end
      for _, entry in ipairs(read.meta.references or {}) do entries[#entries + 1] = entry end
    end
  end
  doc.meta = { references = entries, lang = lang, ['link-citations'] = true, csl = style, nocite = unnamed }
  return pandoc.utils.citeproc(doc)
end

while true do
  local head = io.read('l')
  if not head then break end
  local format, size, bibsize, lang, math = head:match('^([^|]+)|(%d+)|(%d+)|([^|]*)|(%d)$')
  local source = tonumber(size) > 0 and io.read(tonumber(size)) or ''
  local bibliography = tonumber(bibsize) > 0 and io.read(tonumber(bibsize)) or ''
  local ok, tree, mathml, log = pcall(function()
    local doc = pandoc.read(source, format, options, sandbox)
    if bibliography ~= '' then doc = cited(doc, bibliography, lang) end
    local found = math == '1' and formulas(doc) or '{}'
    return pandoc.write(doc, 'json'), found, ''
  end)
  if ok then
    io.write('ok|', #tree, '|', #mathml, '|', #log, '\n', tree, mathml, log)
  else
    local message = tostring(tree)
    io.write('error|', #message, '\n', message)
  end
  io.flush()
end
